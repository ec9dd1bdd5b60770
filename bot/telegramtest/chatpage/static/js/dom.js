// Elements and icons, made without ever parsing a string as HTML.

/**
 * el makes an element. Properties are set as attributes, except: on* are listeners, `class` and `text` are what they say,
 * true is an empty attribute, and false, null, undefined leave the attribute out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

const paths = {
  add: "M12 5v14M5 12h14",
  alert: "M12 8v5M12 16.500v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M5.7 5.700l12.6 12.6",
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  contact: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  down: "M12 5v14M6 13l6 6 6-6",
  help: "M9.2 9a3 3 0 1 1 4.3 2.700c-1 .5-1.5 1.2-1.5 2.300M12 17.500v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  jump: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  keyboard: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M7 14h10",
  link: "M9 15l6-6M10.5 7.500l2-2a4 4 0 0 1 6 6l-2 2M13.5 16.500l-2 2a4 4 0 0 1-6-6l2-2",
  location: "M12 21c4-5 6.5-8 6.5-11.500a6.5 6.5 0 0 0-13 0C5.5 13 8 16 12 21M12 7.500a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4",
  moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  next: "M5 5l8 7-8 7zM17 5v14",
  photo: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 8.500v.01",
  poll: "M5 20V11M12 20V4M19 20v-6",
  send: "M5 12h13M12 5.500l6.5 6.5-6.5 6.5",
  sticker: "M20 12a8 8 0 1 0-8 8c1 0 8-7 8-8M12 20c-.5-4 3-8 8-8M9 9.500v.01M14.5 9.500v.01M9 13.500c1 1 2 1.3 3 1.3",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4",
  voice: "M12 3.500a2.5 2.5 0 0 0-2.5 2.500v5a2.5 2.5 0 0 0 5 0V6A2.5 2.5 0 0 0 12 3.500M6 11a6 6 0 0 0 12 0M12 17v3.5",
};

const svg = "http://www.w3.org/2000/svg";

/** icon draws one of the icons; it says nothing to a screen reader, the button around it has the words. */
export function icon(name) {
  const node = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  node.setAttribute("viewBox", "0 0 24 24");
  node.setAttribute("class", "icon");
  node.setAttribute("aria-hidden", "true");
  path.setAttribute("d", paths[name] ?? paths.alert);
  node.append(path);
  return node;
}

/** iconButton is a square button with an icon and spoken words. */
export function iconButton(name, label, onclick, props = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/** plural gives "1 message", "2 messages". */
export function plural(n, word) {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
