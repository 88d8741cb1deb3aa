// Says whether everything is saved: beside the title for the eye, and once to be read out. The texts
// come from the page, in its language.

const shown = document.getElementById("keadaan");
const heard = document.getElementById("kabar");
const notices = document.getElementById("pemberitahuan");

/** Only shown: while a text is on its way there is nothing to hear. */
export function show(text) {
  shown.textContent = text;
}

export function shownNow() {
  return shown.textContent;
}

export function tell(text) {
  show(text);
  if (heard.textContent !== text) heard.textContent = text;
}

/** Texts above the grid in the place of those before; `ways` are links and buttons below them. */
export function notice(texts, kind, ...ways) {
  const box = document.createElement("div");
  box.className = `notice notice--${kind} stack`;
  box.setAttribute("role", kind === "info" ? "status" : "alert");
  box.append(...texts.map((text) => element("p", text)));
  if (ways.length) {
    const actions = element("div", "");
    actions.className = "actions";
    actions.append(...ways);
    box.append(actions);
  }
  notices.replaceChildren(box);
}

/** Something of the page's own making above the grid. */
export function put(html) {
  notices.innerHTML = html;
  return notices.firstElementChild;
}

export function clear() {
  notices.replaceChildren();
}

export function button(text, press) {
  const made = element("button", text);
  made.type = "button";
  made.className = "button button--plain";
  made.addEventListener("click", press);
  return made;
}

export function link(text, address) {
  const made = element("a", text);
  made.href = address;
  return made;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
