// A message's text with its entities, as elements. Offsets are UTF-16 units, which is what JavaScript strings count.

import { el } from "./dom.js";

const tags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

/**
 * rich gives the nodes of a text. does.command(text) is called when a /command in it is chosen, does.follow(address) when a
 * link to the bot is.
 */
export function rich(text, entities = [], does = {}) {
  const valid = entities.filter((e) => e.length > 0 && e.offset >= 0 && e.offset + e.length <= text.length);
  const linked = [...valid, ...linksIn(text, valid)];
  const sorted = [...linked, ...commandsIn(text, linked)]
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, sorted, does);
}

const opaque = new Set(["code", "pre", "text_link", "url", "bot_command", "spoiler"]);

// commandsIn finds the commands nobody marked up; a messenger makes them links by itself.
function commandsIn(text, entities) {
  return found(text, /(?<![\w/.:<])\/[a-z][a-z0-9_]{0,31}\b(?!\/|\.\w)/gi, "bot_command", entities);
}

// linksIn does the same for addresses.
function linksIn(text, entities) {
  return found(text, /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/gi, "url", entities);
}

function found(text, pattern, type, entities) {
  return [...text.matchAll(pattern)]
    .map((match) => ({ type, offset: match.index, length: match[0].length }))
    .filter((c) => !entities.some((e) => opaque.has(e.type) && e.offset < c.offset + c.length && c.offset < e.offset + e.length));
}

const blocks = new Set(["blockquote", "expandable_blockquote", "pre"]);

// span renders text[from, to); the entities lie inside and are sorted, outer ones first.
function span(text, from, to, entities, does) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length;) {
    const entity = entities[i];
    const end = entity.offset + entity.length;
    let inner = i + 1;
    while (inner < entities.length && entities[inner].offset < end) inner++;
    // A block begins and ends a line by itself; the line breaks around it would show as empty lines.
    const block = blocks.has(entity.type);
    const before = text.slice(at, entity.offset);
    if (before) nodes.push(block ? before.replace(/\n$/, "") : before);
    // What reaches over the end is cut: the Bot API nests entities, but a page should not break when one does not.
    const nested = entities.slice(i + 1, inner)
      .map((e) => ({ ...e, length: Math.min(e.length, end - e.offset) }));
    nodes.push(wrap(entity, text.slice(entity.offset, end), span(text, entity.offset, end, nested, does), does));
    at = block && end < to && text[end] === "\n" ? end + 1 : end;
    i = inner;
    while (i < entities.length && entities[i].offset < at) i++; // a break that was marked up by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, words, content, does) {
  if (tags[entity.type]) return el(tags[entity.type], {}, content);
  switch (entity.type) {
    case "blockquote": return el("blockquote", {}, content);
    case "expandable_blockquote": return expandable(content);
    case "spoiler": return spoiler(content);
    case "text_link": return link(entity.url, content);
    case "url": return address(/^[a-z]+:/i.test(words) ? words : `https://${words}`, content, does);
    case "email": return link(`mailto:${words}`, content);
    case "bot_command": return el("button", { type: "button", class: "inline-link", onclick: () => does.command?.(words) }, content);
    default: return el("span", { class: "entity" }, content);
  }
}

// address is a link in plain sight; one to the bot itself is opened on a phone.
function address(where, content, does) {
  if (!does.follow || !/^https:\/\/t\.me\/\w+\?start=[\w-]+$/.test(where)) return link(where, content);
  return el("button", { type: "button", class: "inline-link", onclick: () => does.follow(where) }, content);
}

/** safe tells whether a link may be followed; javascript: and its like may not. */
export function safe(address) {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

function link(address, content) {
  if (!safe(address)) return el("span", { class: "entity" }, content);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);
}

function spoiler(content) {
  const node = el("button", { type: "button", class: "spoiler", "aria-expanded": "false", "aria-label": "Hidden text, show it" },
    el("span", {}, content));
  node.addEventListener("click", () => {
    const shown = node.classList.toggle("shown");
    node.setAttribute("aria-expanded", String(shown));
    if (shown) node.removeAttribute("aria-label");
    else node.setAttribute("aria-label", "Hidden text, show it");
  });
  return node;
}

function expandable(content) {
  const quote = el("blockquote", { class: "folded" }, el("div", {}, content));
  const more = el("button", { type: "button", class: "inline-link", text: "Show more", "aria-expanded": "false" });
  more.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    more.textContent = folded ? "Show more" : "Show less";
    more.setAttribute("aria-expanded", String(!folded));
  });
  quote.append(more);
  return quote;
}
