// A link waits until what was typed is saved, but not for long: it is kept on the device anyway.

const LONGEST = 3_000;

export function listen(autosave) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (autosave.queue.isEmpty || !leads(event, link)) return;
    event.preventDefault();
    await Promise.race([autosave.flush(), new Promise((done) => setTimeout(done, LONGEST))]);
    location.assign(link.href);
  });
}

/** Whether a click takes the place of this page; places in the page and in the drawing do not. */
function leads(event, link) {
  const isAside = event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented;
  if (isAside || !(link instanceof HTMLAnchorElement)) return false;
  return !link.target && !link.getAttribute("href").startsWith("#");
}
