// One message: bubble, picture, buttons.

import { el, icon } from "./dom.js";
import { rich, safe } from "./entities.js";
import { roving } from "./rows.js";
import { hm } from "./time.js";

const words = {
  sticker: "Sticker", voice: "Voice message", photo: "Photo", document: "Document", contact: "Contact",
  location: "Location", video: "Video", video_note: "Video message", audio: "Audio", poll: "Poll", animation: "Animation",
};

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * bubble draws a message. does.tap(message, data), does.copy(text), does.command(text), does.follow(address) and does.leave() are what can be done with
 * it; zone is the zone its time is shown in, bot the bot's name.
 */
export function bubble(message, { zone, bot, does }) {
  const date = new Date(message.date * 1000);
  const body = el("div", { class: "bubble" },
    el("span", { class: "unseen", text: message.bot ? `${bot}: ` : "You: " }),
    message.file && media(message),
    message.kind && el("p", { class: "thing" }, icon(words[message.kind] ? message.kind : "alert"), words[message.kind] ?? "Message"),
    message.text && el("div", { class: "text", dir: "auto" }, rich(message.text, message.entities, does)),
    el("p", { class: "meta" },
      message.reaction && el("span", { class: "reaction", role: "img", "aria-label": `The bot's reaction: ${message.reaction}`, text: message.reaction }),
      message.edited && el("span", { text: "edited " }),
      el("time", { datetime: date.toISOString(), title: `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`, text: hm(date, zone) })));
  const node = el("article", { class: `message ${message.bot ? "theirs" : "mine"}`, "data-id": message.id }, body);
  if (message.file && message.file.kind !== "document") node.classList.add("pictured");
  if (message.buttons?.length) {
    node.classList.add("keyed");
    node.append(keyboard(message, does));
  }
  return node;
}

function keyboard(message, does) {
  const group = el("div", { class: "keys", role: "toolbar", "aria-label": "Buttons of this message", "aria-orientation": "horizontal" },
    message.buttons.map((row) => el("div", { class: "key-row" }, row.map((button) => key(message, button, does)))));
  return roving(group, { leave: does.leave });
}

function key(message, button, does) {
  if (button.url) {
    return el("a", { class: "key", href: safe(button.url) ? button.url : null, target: "_blank", rel: "noopener noreferrer" },
      el("span", { dir: "auto", text: button.text }), icon("link"));
  }
  if (button.copy) {
    return el("button", { type: "button", class: "key", onclick: () => does.copy(button.copy) }, el("span", { dir: "auto", text: button.text }));
  }
  return el("button", {
    type: "button", class: `key ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`, "data-tap": button.data ?? "",
    onclick: () => does.tap(message, button.data ?? ""),
  }, el("span", { dir: "auto", text: button.text }));
}

/** busy marks the buttons whose tap the bot has not answered yet. */
export function busy(node, isBusy) {
  for (const button of node.querySelectorAll("button.key")) {
    const on = isBusy(Number(node.dataset.id), button.dataset.tap);
    button.classList.toggle("busy", on);
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

function media(message) {
  const file = message.file;
  const address = `/api/files/${encodeURIComponent(file.id)}`;
  const size = file.width && file.height ? { width: file.width, height: file.height } : {};
  const alt = described(message.text);
  const look = `picture ${file.height > 1.15 * file.width ? "upright" : ""}`.trim();
  if (file.kind === "document") {
    // What the browser can read is opened, as the app does; all else is saved.
    const use = file.type === "application/pdf" ? { target: "_blank", rel: "noopener" } : { download: file.name || "document" };
    return el("a", { class: "attachment", href: address, ...use },
      icon("document"), el("span", {}, el("b", { dir: "auto", text: file.name || "Document" }), el("small", { text: bytes(file.size) })));
  }
  if ((file.type ?? "").startsWith("video/")) {
    return el("video", { class: look, src: address, muted: true, loop: true, playsinline: true, autoplay: !calm.matches,
      controls: calm.matches, "aria-label": alt, ...size });
  }
  const image = el("img", { class: look, src: address, alt, decoding: "async", ...size });
  const node = file.kind === "animation" && calm.matches ? still(image, look, size) : image;
  node.dataset.file = file.id;
  return node;
}

// described names a picture by what its message begins with; what is in it the page cannot know.
function described(text) {
  const [first = ""] = (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  return first ? `Picture to “${first.length > 90 ? `${first.slice(0, 89)}…` : first}”` : "Picture without a description";
}

/** keepPicture moves the picture of an older bubble into the newer one when it is the same: it goes on moving. */
export function keepPicture(old, node) {
  const [before, after] = [old, node].map((x) => x.querySelector("[data-file]"));
  if (!before || before.dataset.file !== after?.dataset.file) return;
  after.replaceWith(before);
  const words = [after, ...after.querySelectorAll("*")].map((x) => x.alt ?? x.ariaLabel).find(Boolean);
  for (const x of [before, ...before.querySelectorAll("img, canvas")]) {
    if (x.tagName === "IMG") x.alt = words;
    if (x.tagName === "CANVAS") x.ariaLabel = words;
  }
}

// still shows the first picture of an animation until the person wants it to move.
function still(image, look, size) {
  const canvas = el("canvas", { class: look, role: "img", "aria-label": image.alt, ...size });
  const play = el("button", { type: "button", class: "play", text: "Play" });
  const frame = el("div", { class: "still" }, canvas, play);
  const draw = () => {
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0);
  };
  image.addEventListener("load", draw, { once: true });
  play.addEventListener("click", () => {
    const moving = frame.firstChild === image;
    frame.replaceChild(moving ? canvas : image, frame.firstChild);
    play.textContent = moving ? "Play" : "Stop";
  });
  return frame;
}

function bytes(n) {
  if (!n) return "Save";
  return n < 1024 ? `${n} B` : n < 1 << 20 ? `${Math.round(n / 1024)} kB` : `${(n / (1 << 20)).toFixed(1)} MB`;
}

/** spoken gives what a screen reader should hear of a message: its words, then its buttons. */
export function spoken(message, bot) {
  const what = message.text || (message.file ? "a picture" : words[message.kind] ?? "a message");
  const labels = (message.buttons ?? []).flat().map((button) => button.text);
  return `${message.bot ? bot : "You"}: ${what}${labels.length ? `. Buttons: ${labels.join(", ")}` : ""}`;
}
