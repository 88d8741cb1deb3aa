// The fields of the grid: by what edit each is saved, and where they stand.

const CELLS = ["text", "needs", "time", "gives", "note"];

/** The edit that saves what a field holds; null for one that is no cell of the grid. */
export function editOf(field) {
  const [kind, id] = parts(field.name);
  if (CELLS.includes(kind)) return { edit: "cell", row: id, cell: kind, text: field.value };
  if (kind === "actors" || kind === "flow") return { edit: kind, symbol: id, text: field.value };
  if (kind === "joins") return { edit: "joins", symbol: id, joins: field.checked };
  return null;
}

/** What stands in a field with an edit that is not saved yet. */
export function restore(field, edit) {
  if (edit.edit === "joins") field.checked = edit.joins;
  else if (field.value !== edit.text) field.value = edit.text;
}

/** Bring a field to what the server last said of it. */
export function settle(field) {
  if (field.type === "checkbox") field.checked = field.defaultChecked;
  else if (field.value !== field.defaultValue) setValue(field, field.defaultValue);
}

/** A new value with the caret where it was, as far as the text reaches. */
export function setValue(field, value) {
  const { selectionStart, selectionEnd } = field;
  field.value = value;
  if (field === document.activeElement) field.setSelectionRange(selectionStart, selectionEnd);
}

export function fieldsIn(place) {
  return [...place.querySelectorAll("textarea[name], input[name]:not([type=hidden])")];
}

export function named(place, name) {
  return place.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden])`);
}

/** The row of the grid in which something stands; null outside. */
export function rowOf(node) {
  return node?.closest?.("tr[data-row]") ?? null;
}

export function rowsOf(body) {
  return [...body.querySelectorAll("tr[data-row]")];
}

/** Whether a field needs more than a few letters to be read: half an arrow is no arrow. */
export function isParsed(field) {
  return ["actors", "flow"].includes(parts(field.name)[0]);
}

/** The cell of plain text that a field holds, null for who acts, undefined for all others. */
export function cellOf(field) {
  const kind = parts(field.name)[0];
  if (kind === "actors") return null;
  return CELLS.includes(kind) ? kind : undefined;
}

function parts(name) {
  const colon = (name ?? "").indexOf(":");
  return colon < 0 ? [name, ""] : [name.slice(0, colon), name.slice(colon + 1)];
}
