// Keeps what is not saved on this device. Each open page has a place of its own; what pages left
// behind that are closed now is taken over by the next one that opens.

const WAIT = 250;

export class Device {
  /** @param scope the draft and the account; nobody else's words are taken over. */
  constructor(scope) {
    this.scope = `sopan:${scope}:`;
    this.place = this.scope + [...crypto.getRandomValues(new Uint32Array(2))].join("");
    this.isSafe = true;
    this.channel = new BroadcastChannel(this.scope);
    this.channel.onmessage = ({ data }) => {
      if (data === "who?") this.channel.postMessage(this.place);
    };
  }

  keep(contents) {
    const isEmpty = !contents.parcel && !contents.waiting.length && !contents.refused.length;
    try {
      if (isEmpty) localStorage.removeItem(this.place);
      else localStorage.setItem(this.place, JSON.stringify(contents));
      this.isSafe = true;
    } catch {
      this.isSafe = false;
    }
  }

  /** What closed pages left: a list of contents. Theirs is forgotten once it is kept here. */
  async takeOver() {
    const left = this.#others();
    if (!left.length) return [];
    const open = await this.#open();
    const orphans = left.filter((place) => !open.has(place));
    return orphans.map((place) => ({ ...read(place), forget: () => localStorage.removeItem(place) }));
  }

  #others() {
    try {
      return Object.keys(localStorage).filter(
        (name) => name.startsWith(this.scope) && name !== this.place,
      );
    } catch {
      return [];
    }
  }

  /** The places of pages that are open: each answers. */
  #open() {
    const asking = new BroadcastChannel(this.scope);
    const open = new Set();
    asking.onmessage = ({ data }) => open.add(data);
    asking.postMessage("who?");
    return new Promise((done) => {
      setTimeout(() => {
        asking.close();
        done(open);
      }, WAIT);
    });
  }
}

function read(place) {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {};
  }
}
