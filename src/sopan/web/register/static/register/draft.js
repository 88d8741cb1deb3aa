// The drafting page with script: saves while somebody writes, with the keys and the paste of Excel.
// Without it every button is a form's.

import { Autosave } from "./autosave.js";
import { listen as listenToKeys } from "./keys.js";
import { listen as listenToLeaving } from "./leaving.js";
import { listen as listenToPaste } from "./paste.js";

const form = document.getElementById("konsep");
if (form) {
  const autosave = new Autosave(form);
  listenToKeys(autosave);
  listenToPaste(autosave);
  listenToLeaving(autosave);
  document.getElementById("petunjuk").hidden = false;
  autosave.start();
  // A page that comes back from the browser's memory is older than the draft.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
