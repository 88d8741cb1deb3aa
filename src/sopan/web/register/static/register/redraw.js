// Brings the page to what the server answered. The field in which somebody writes stays the same
// element, with its caret; everything else is exchanged where it differs.

import { fieldsIn, named, restore, rowOf, rowsOf, settle } from "./fields.js";

/**
 * @param parts HTML by the id of its place; `rows` are those of the grid.
 * @param unsaved edits by the name of their field: what was typed since stays.
 * @param touched name of the field in which somebody is typing, "" to overwrite that too.
 */
export function redraw(body, parts, unsaved, touched) {
  const before = document.activeElement;
  const again = selector(before);
  const row = rowOf(before);
  for (const [id, html] of Object.entries(parts)) {
    if (id !== "rows") exchange(document.getElementById(id), html);
  }
  drawRows(body, parse(parts.rows), before);
  fill(body, unsaved, touched);
  if (!before.isConnected) (document.querySelector(again) ?? firstIn(row, body))?.focus();
}

/** By what the same thing is found again once it was exchanged. */
function selector(node) {
  if (!node.name) return ":not(*)";
  const name = `[name="${CSS.escape(node.name)}"]:not([type=hidden])`;
  return node.tagName === "BUTTON" ? `${name}[value="${CSS.escape(node.value)}"]` : name;
}

/** What is not saved stands in its fields; all others show what the server said. */
export function fill(body, unsaved, touched) {
  for (const field of fieldsIn(body)) {
    const edit = unsaved.get(field.name);
    if (edit) restore(field, edit);
    else if (field.name !== touched) settle(field);
  }
}

const last = new Map();

function exchange(place, html) {
  if (!place || last.get(place) === html) return;
  last.set(place, html);
  const scrolled = [...place.querySelectorAll(".paper")].map((one) => [one.scrollLeft, one.scrollTop]);
  place.innerHTML = html;
  [...place.querySelectorAll(".paper")].forEach((one, n) => scrolled[n] && one.scrollTo(...scrolled[n]));
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = `<table><tbody>${html}</tbody></table>`;
  return [...template.content.querySelectorAll("tr")];
}

function drawRows(body, rows, focused) {
  const old = new Map(rowsOf(body).map((row) => [row.dataset.row, row]));
  const drawn = rows.map((row) => {
    const same = old.get(row.dataset.row);
    if (!same || same.cells.length !== row.cells.length) return row;
    [...same.cells].forEach((cell, n) => drawCell(cell, row.cells[n], focused));
    return same;
  });
  place(body, drawn, rowOf(focused));
}

/** The rows in their order; that with the focus is not moved, the others go around it. */
function place(body, rows, kept) {
  const at = rows.indexOf(kept);
  if (at < 0) {
    body.replaceChildren(...rows);
    return;
  }
  const all = new Set(rows);
  [...body.children].filter((row) => !all.has(row)).forEach((row) => row.remove());
  kept.before(...rows.slice(0, at));
  body.append(...rows.slice(at + 1));
}

function drawCell(cell, wanted, focused) {
  const isOpen = Boolean(cell.querySelector("details[open]"));
  if (cell.outerHTML.replace(' open=""', "") === wanted.outerHTML) return;
  const twin = focused.parentElement === cell && focused.name && named(wanted, focused.name);
  if (twin) drawAround(focused, twin);
  else cell.replaceChildren(...wanted.childNodes);
  if (isOpen) cell.querySelector("details")?.setAttribute("open", "");
}

/** A cell whose field has the focus: the field takes on what its twin has, the rest is exchanged. */
function drawAround(field, twin) {
  const siblings = [...field.parentElement.childNodes].filter((node) => node !== field);
  siblings.forEach((node) => node.remove());
  const all = [...twin.parentElement.childNodes];
  const at = all.indexOf(twin);
  field.before(...all.slice(0, at));
  field.after(...all.slice(at + 1));
  for (const { name } of [...field.attributes]) if (!twin.hasAttribute(name)) field.removeAttribute(name);
  for (const { name, value } of twin.attributes) {
    if (name !== "value" && field.getAttribute(name) !== value) field.setAttribute(name, value);
  }
  const typed = field.value;
  const { selectionStart, selectionEnd } = field;
  field.defaultValue = twin.defaultValue;
  if (field.value !== typed) field.value = typed;
  if (field.type !== "checkbox") field.setSelectionRange(selectionStart, selectionEnd);
}

function firstIn(row, body) {
  const here = row?.isConnected ? row : rowsOf(body)[0];
  return here && fieldsIn(here)[0];
}
