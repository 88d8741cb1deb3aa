// Saves while somebody writes: a short pause or leaving the field sends what changed. What cannot be
// sent stays on the device and is tried again.

import { Device } from "./device.js";
import { editOf, isParsed, settle } from "./fields.js";
import { post } from "./post.js";
import { Queue } from "./queue.js";
import { fill, redraw } from "./redraw.js";
import * as status from "./status.js";

const PAUSE = 800;
const LONG_PAUSE = 3_000;
const LONGEST_WAIT = 30_000;

export class Autosave {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.body = form.querySelector("tbody");
    this.token = Number(form.elements.token.value);
    this.touched = "";
    this.tries = 0;
    this.savedAt = status.shownNow();
    this.device = new Device(this.words.store);
    this.queue = new Queue(null, () => this.device.keep(this.queue.contents));
    this.waiters = new Map();
  }

  /** Listen to the fields, the line and the buttons; then send what an earlier page left. */
  async start() {
    this.form.addEventListener("input", ({ target }) => this.#typed(target));
    this.form.addEventListener("change", () => this.flush());
    this.form.addEventListener("focusout", ({ target }) => this.#left(target));
    this.form.addEventListener("submit", (event) => this.#pressed(event));
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.queue.isEmpty || this.#unsent("offline"));
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    await this.#takeOver();
  }

  /** Queue something that is no text of a field; the promise is kept once the page shows it. */
  async act(item) {
    this.#showSaving();
    const queued = { token: this.token, ...item };
    const done = new Promise((resolve) => this.waiters.set(queued, resolve));
    this.queue.add(queued);
    this.flush();
    return done;
  }

  /** Send everything now; done when it is saved or cannot be. */
  flush() {
    clearTimeout(this.timer);
    this.sending ??= this.#send().finally(() => (this.sending = null));
    return this.sending;
  }

  async #send() {
    for (let parcel; !this.isHeld && (parcel = this.queue.next()); ) {
      const answer = await post(this.words.save, this.queue.body(parcel));
      if (!this.#take(parcel, answer)) break;
    }
  }

  #typed(field) {
    const edit = editOf(field);
    if (!edit) return;
    this.touched = field.name;
    this.queue.add({ token: this.token, name: field.name, edit });
    this.#showSaving();
    this.#later(isParsed(field) ? LONG_PAUSE : PAUSE);
  }

  #left(field) {
    if (field.name !== this.touched) return;
    this.touched = "";
    if (!this.queue.unsaved().has(field.name)) settle(field);
    this.flush();
  }

  #pressed(event) {
    const button = event.submitter?.value ?? "save";
    event.preventDefault();
    if (button === "save") this.flush();
    else this.act({ do: button });
  }

  #later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), pause);
  }

  #showSaving() {
    if (this.tries || this.isHeld) return;
    if (this.device.isSafe) status.show(this.words.saving);
    else status.tell(this.words.unsafe);
  }

  /** Whether to go on with the next parcel. */
  #take(parcel, answer) {
    if (answer.kind === "saved") return this.#saved(parcel, answer);
    if (answer.kind === "clash") return this.#choose(answer);
    if (answer.kind === "ended") return this.#ended();
    if (answer.kind === "refused") return this.#refused(parcel, answer);
    this.#unsent(answer.kind === "cut" ? "offline" : "failed");
    this.#later(Math.min(1_000 * 2 ** this.tries++, LONGEST_WAIT));
    return false;
  }

  #saved(parcel, answer) {
    this.tries = 0;
    this.token = answer.token;
    this.queue.arrived(answer);
    const isUndo = ["undo", "redo"].includes(parcel.items[0].do);
    redraw(this.body, answer.parts, this.queue.unsaved(), isUndo ? "" : this.touched);
    for (const token of document.querySelectorAll("input[name=token]")) token.value = answer.token;
    const homeless = answer.problems.filter((problem) => !this.form.elements[problem.name]);
    const notes = [...answer.notes, ...homeless.map((problem) => problem.text)];
    if (notes.length) status.notice(notes, homeless.length ? "warning" : "info");
    this.savedAt = answer.saved_at;
    if (this.queue.isEmpty) status.tell(this.savedAt);
    this.#settleWaiters(parcel);
    return true;
  }

  #settleWaiters(parcel) {
    for (const item of parcel.items) {
      this.waiters.get(item)?.();
      this.waiters.delete(item);
    }
  }

  /** Both texts stand above the grid; nothing more is sent until somebody chose. */
  #choose(answer) {
    this.isHeld = true;
    status.tell(this.words.choose);
    const form = status.put(answer.form);
    form.querySelector("input")?.focus();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...new FormData(form)].map(([name, side]) => [name.replace(/^clash:/, ""), side]);
      this.queue.choose({ ...this.queue.parcel.choices, ...Object.fromEntries(chosen) });
      status.clear();
      this.#goOn();
    });
    return false;
  }

  #ended() {
    this.isHeld = true;
    this.#unsent("ended");
    const enter = status.link(this.words.enter, this.words.login);
    status.notice([this.words.ended], "warning", enter);
    return false;
  }

  /** A button or a table is given up with the reason; a text stays until its author lets go. */
  #refused(parcel, answer) {
    if (!parcel.items[0].edit) {
      this.queue.drop(false);
      status.notice([answer.detail], "warning");
      this.#settleWaiters(parcel);
      if (this.queue.isEmpty) status.show(this.savedAt);
      return true;
    }
    this.isHeld = true;
    this.#unsent("failed");
    status.tell(answer.detail);
    const drop = status.button(this.words.drop, () => {
      this.queue.drop(true);
      location.reload();
    });
    status.notice([answer.detail], "warning", drop);
    return false;
  }

  #goOn() {
    this.isHeld = false;
    this.flush();
  }

  #unsent(word) {
    status.tell(this.device.isSafe ? this.words[word] : this.words.unsafe);
  }

  async #takeOver() {
    const left = await this.device.takeOver();
    for (const { parcel, waiting = [], refused = [], forget } of left) {
      const before = new Queue({ parcel, waiting, refused }, () => {});
      if (!this.queue.parcel) this.queue.parcel = before.parcel;
      else if (before.parcel) this.queue.waiting.push(...before.parcel.items);
      this.queue.waiting.push(...before.waiting);
      this.queue.refused.push(...before.refused);
      this.queue.changed();
      if (this.device.isSafe) forget();
    }
    if (!left.length) return;
    fill(this.body, this.queue.unsaved(), this.touched);
    this.#showSaving();
    await this.flush();
  }
}
