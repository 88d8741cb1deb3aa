// A table pasted into any cell becomes rows before it; a single value is pasted as text.

import { rowOf } from "./fields.js";

export function listen(autosave) {
  autosave.body.addEventListener("paste", (event) => {
    const field = event.target;
    if (!event.clipboardData || !rowOf(field) || !field.matches("textarea, input")) return;
    const text = event.clipboardData.getData("text/plain");
    const html = event.clipboardData.getData("text/html");
    const cells = cellsIn(html) || (text.includes("\t") ? 2 : 0);
    if (cells === 0) return;
    event.preventDefault();
    if (cells === 1) insert(field, text);
    else autosave.act({ paste: { text, html, before: rowOf(field).dataset.row } });
  });
}

/** How many cells of tables there are in HTML; nothing in it is run. */
function cellsIn(html) {
  if (!/<t[dh][\s>]/i.test(html)) return 0;
  return new DOMParser().parseFromString(html, "text/html").querySelectorAll("td, th").length;
}

/** Excel gives the text of one cell with a line break at its end. */
function insert(field, text) {
  field.setRangeText(text.replace(/\r?\n$/, ""), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
