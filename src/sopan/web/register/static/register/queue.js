// What is not saved yet, in order, until the server says that it is. Plain data, no page.
//
// An item is `{token, name, edit}` for a field, `{token, edit}` for another edit, `{token, do}` for
// a button, `{token, paste}` for a table. Its token names the text that stood in the page when it was
// made, so that the server can join it with what others saved since.

const MOST = 200;

export class Queue {
  /** @param kept what `contents` gave, from this page or one before. */
  constructor(kept, changed) {
    this.parcel = kept?.parcel ?? null; // On its way: sent again under one name until answered.
    this.waiting = kept?.waiting ?? [];
    this.refused = kept?.refused ?? []; // Could not be read; goes along until its author mends it.
    this.changed = changed;
  }

  get contents() {
    return { parcel: this.parcel, waiting: this.waiting, refused: this.refused };
  }

  get isEmpty() {
    return !this.parcel && !this.waiting.length;
  }

  /** Add an item; of one field only the last text counts, unless something was done in between. */
  add(item) {
    if (item.name) {
      this.refused = this.refused.filter((one) => one.name !== item.name);
      const since = this.waiting.map((one) => !one.name).lastIndexOf(true) + 1;
      const before = this.waiting.slice(since).find((one) => one.name === item.name);
      if (before) before.edit = item.edit;
      else this.waiting.push(item);
    } else {
      this.waiting.push(item);
    }
    this.changed();
  }

  /** What to send now: the one on its way, or the next items that belong together; null when done. */
  next() {
    if (!this.parcel && this.waiting.length) {
      const items = this.waiting.splice(0, together(this.waiting));
      this.parcel = { batch: newName(), items, choices: {} };
      this.changed();
    }
    return this.parcel;
  }

  /** How the server reads a parcel. */
  body(parcel) {
    const [first] = parcel.items;
    const body = { token: first.token, batch: parcel.batch, choices: parcel.choices };
    if (!first.edit) return { ...body, do: first.do, paste: first.paste };
    const edits = [...this.refused, ...parcel.items].map((item) => item.edit);
    return { ...body, edits };
  }

  /** The parcel arrived: what waits stands on the new text, but for what others may have touched. */
  arrived(answer) {
    const { items } = this.parcel;
    const [{ token }] = items;
    const own = new Set(items.map((item) => item.name));
    const alone = !answer.joined && answer.token - token <= 1;
    for (const item of this.waiting) {
      if (alone || !item.name || own.has(item.name)) item.token = answer.token;
    }
    this.refused = [...this.refused, ...items].filter((item) =>
      answer.problems.some((problem) => problem.name && problem.name === item.name),
    );
    this.parcel = null;
    this.changed();
  }

  /** Choose between clashing texts; the same parcel is sent again. */
  choose(choices) {
    this.parcel.choices = choices;
    this.changed();
  }

  /** Give up the parcel on its way, or everything. */
  drop(all) {
    this.parcel = null;
    if (all) this.waiting = this.refused = [];
    this.changed();
  }

  /** The last edit of each field that is not saved. */
  unsaved() {
    const items = [...this.refused, ...(this.parcel?.items ?? []), ...this.waiting];
    return new Map(items.filter((item) => item.name).map((item) => [item.name, item.edit]));
  }
}

/** How many items from the first can go as one: edits made on one text; buttons go alone. */
function together(items) {
  if (!items[0].edit) return 1;
  const end = items.findIndex((item) => !item.edit || item.token !== items[0].token);
  return Math.min(end < 0 ? items.length : end, MOST);
}

/** A name that no other parcel has. `crypto.randomUUID` is missing where there is no https. */
function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
