// The JSON API and the stream of events.

/** Refusal carries the sentence the server made for the person. */
export class Refusal extends Error {}

async function request(path, init) {
  let reply;
  try {
    reply = await fetch(path, init);
  } catch {
    throw new Refusal("The demo does not answer. Is it still running?");
  }
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refusal(body.error ?? "Something went wrong.");
  return body;
}

export const get = (path) => request(path);

export const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * listen keeps the stream open and hands every event to the function of its name. The browser reconnects by itself, and
 * the server then begins with "sync" again. lost(true) is called when the line is down, lost(false) when it is back.
 */
export function listen(handlers, lost) {
  let source;
  let retry;
  const open = () => {
    source = new EventSource("/api/events");
    source.onopen = () => lost(false);
    source.onerror = () => {
      lost(true);
      // A server that answers with an error ends the stream for good; only then we have to begin anew ourselves.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 2000);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
  };
  open();
  // A page that goes into the back-forward cache must not hold one of the six connections.
  addEventListener("pagehide", () => { clearTimeout(retry); source.close(); });
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
}
