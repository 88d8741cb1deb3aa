// The drafting page with script: saves while somebody writes. Without it every button is a form's.

import { Autosave } from "./autosave.js";

const form = document.getElementById("konsep");
if (form) {
  const autosave = new Autosave(form);
  autosave.start();
  // A page that comes back from the browser's memory is older than the draft.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
