// One request to save, and what came of it in one word.

const KEEPALIVE = 60_000;
const PATIENCE = 30_000;

/** `{kind, ...answer}`; kind is saved, clash, ended, refused, failed or cut. */
export async function post(address, body) {
  const text = JSON.stringify(body);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": token(),
      },
      body: text,
      redirect: "manual",
      // A page that is left lets it arrive; browsers allow that for small ones.
      keepalive: text.length < KEEPALIVE,
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    const kind = kindOf(response);
    const answer = kind === "ended" ? {} : await response.json();
    return { ...answer, kind };
  } catch (error) {
    return { kind: error instanceof SyntaxError ? "failed" : "cut" };
  }
}

function kindOf(response) {
  if (response.type === "opaqueredirect" || response.status === 401) return "ended";
  if (response.ok) return "saved";
  if (response.status === 409) return "clash";
  return response.status >= 500 || response.status === 429 ? "failed" : "refused";
}

/** From the cookie: it is new after signing in once more in another window. */
function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return found?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}
