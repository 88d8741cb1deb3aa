// htmx exchanges the chart when a branch is folded, but lets the browser follow links inside an SVG
// as well; this keeps it here. With a modifier key the browser does what it is asked.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("svg a[hx-get]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
});
