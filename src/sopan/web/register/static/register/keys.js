// The keys of Excel in the grid. Tab and Shift-Tab are the browser's own.

import { cellOf, fieldsIn, rowOf, rowsOf } from "./fields.js";

/** Listen in the grid; what changes rows goes to the server through `autosave`. */
export function listen(autosave) {
  const { body } = autosave;
  body.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !rowOf(field) || !field.matches("textarea, input")) return;
    const act = actionOf(event, field, autosave);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** What a key does in a field; null leaves it to the browser. */
function actionOf(event, field, autosave) {
  const { body } = autosave;
  if (event.ctrlKey || event.metaKey) return withControl(event, field, autosave);
  if (event.altKey) return withAlt(event, field, autosave);
  if (event.shiftKey) return null;
  if (event.key === "Enter") {
    return below(body, field) ? () => enter(below(body, field)) : () => addRow(autosave, field);
  }
  const next = neighbour(event.key, body, field);
  return next ? () => enter(next) : null;
}

function withControl(event, field, autosave) {
  if (event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return () => autosave.act({ do: event.shiftKey ? "redo" : "undo" });
  if (key === "y") return () => autosave.act({ do: "redo" });
  return key === "d" ? () => fillDown(field, autosave) : null;
}

function withAlt(event, field, autosave) {
  const verb = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const isAlone = !event.ctrlKey && !event.shiftKey;
  return verb && isAlone ? () => autosave.act({ do: `${verb}:${rowOf(field).dataset.row}` }) : null;
}

/** The cell above is written into this one. */
function fillDown(field, autosave) {
  const rows = rowsOf(autosave.body);
  const here = rows.indexOf(rowOf(field));
  const cell = cellOf(field);
  if (here < 1 || cell === undefined) return;
  const ids = [rows[here - 1], rows[here]].map((row) => row.dataset.row);
  autosave.act({ edit: { edit: "fill down", rows: ids, cell } });
}

/** A row at the end; whoever has not gone on meanwhile goes to its first cell. */
async function addRow(autosave, field) {
  await autosave.act({ do: "add" });
  const last = rowsOf(autosave.body).at(-1);
  if (document.activeElement === field && last !== rowOf(field)) enter(fieldsIn(last)[0]);
}

// Going from cell to cell

function neighbour(key, body, field) {
  if (key === "ArrowUp" && isVertical(field, 0)) return above(body, field);
  if (key === "ArrowDown" && isVertical(field, field.value.length)) return below(body, field);
  if (key === "ArrowLeft" && isAt(field, 0)) return beside(body, field, -1);
  if (key === "ArrowRight" && isAt(field, field.value.length)) return beside(body, field, 1);
  return null;
}

function isAt(field, place) {
  return field.type !== "checkbox" && field.selectionStart === place && field.selectionEnd === place;
}

/** At the end of the text, or in a text of one line. Where names are proposed, arrows pick one. */
function isVertical(field, place) {
  if (field.type === "checkbox" || field.list) return false;
  return isAt(field, place) || isOneLine(field);
}

const pen = document.createElement("canvas").getContext("2d");

function isOneLine(field) {
  if (field.tagName !== "TEXTAREA") return true;
  if (field.value.includes("\n")) return false;
  const style = getComputedStyle(field);
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  pen.font = style.font;
  return pen.measureText(field.value).width < room;
}

function above(body, field) {
  return inColumn(body, field, -1);
}

function below(body, field) {
  return inColumn(body, field, 1);
}

function inColumn(body, field, step) {
  const rows = rowsOf(body);
  const row = rows[rows.indexOf(rowOf(field)) + step];
  return row ? fieldsIn(row.cells[field.closest("td").cellIndex])[0] : null;
}

function beside(body, field, step) {
  const fields = fieldsIn(body);
  return fields[fields.indexOf(field) + step] ?? null;
}

/** Into a cell as Excel does: what is typed next takes the place of what stands there. */
function enter(field) {
  field.focus();
  if (field.type !== "checkbox") field.select();
}
