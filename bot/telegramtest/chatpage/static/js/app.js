// The page: it connects the stream, the phones, the list of members and the clock.

import { el, icon, iconButton, plural } from "./dom.js";
import { get, listen } from "./api.js";
import { Clock } from "./clock.js";
import { edges } from "./edges.js";
import { People, addMember } from "./people.js";
import { Phone, avatar } from "./phone.js";
import { complain, modal } from "./speech.js";

const byId = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 759px), (max-height: 520px)");

class App {
  phones = new Map();
  hidden = new Set(); // put away on a wide screen
  news = new Map(); // unread messages by member
  current = 0; // the one phone of a narrow screen
  awaited = 0; // the member this page just made
  known = false; // who is here; the first sync tells

  constructor(state) {
    Object.assign(this, { bot: state.bot, languages: state.languages, cities: state.cities });
    document.title = state.title;
    byId("title").textContent = state.title;
    byId("notice").textContent = state.notice;
    this.welcome = el("div", { class: "welcome" },
      el("img", { src: "icon.svg", alt: "", width: "72", height: "72" }),
      el("h2", { text: "Nobody is here yet" }),
      el("p", { text: "Add a member: a pretend person with a pretend phone. Then say hello to the bot, and let the days go by." }),
      el("button", { type: "button", class: "primary", onclick: () => addMember(this) }, icon("add"), "Add the first member"));
    this.none = el("p", { class: "welcome", text: "All phones are put away. Choose a member to see one." });
    this.people = new People(byId("people"), this);
    this.clock = new Clock(byId("clock"), byId("progress"), (now) => this.#tick(now));
    this.clock.show(state.clock);
    byId("tools").append(iconButton("help", "Keys and hints", help), themeButton());
    byId("fold").append(foldButton());
    this.edges = edges(byId("phones"), document.querySelector(".room"));
    this.#recall();
    narrow.addEventListener("change", () => this.arrange());
  }

  /**
   * sync takes the whole state: at the start, and after a lost connection. Phones that are still there stay, with what is
   * half typed on them; what went away with an old run goes here too.
   */
  sync({ chats, clock }) {
    const here = new Set(chats.map((chat) => chat.id));
    for (const [id, phone] of this.phones) {
      if (here.has(id)) continue;
      phone.node.remove();
      this.phones.delete(id);
    }
    for (const chat of chats) {
      const phone = this.phones.get(chat.id);
      if (!phone) {
        this.#add(chat);
        continue;
      }
      const ids = new Set(chat.messages.map((message) => message.id));
      this.patch({ ...chat, gone: [...phone.thread.messages.keys()].filter((id) => !ids.has(id)) });
    }
    this.clock.show(clock);
    this.known = true;
    this.arrange();
  }

  join(chat) {
    this.#add(chat);
    this.phones.get(chat.id).tick(this.clock.now);
    this.arrange();
    if (chat.id === this.awaited) this.expect(chat.id);
  }

  #add(chat) {
    const phone = new Phone(chat, this);
    this.phones.set(chat.id, phone);
    phone.apply(chat, true);
    byId("phones").append(phone.node);
    phone.thread.toEnd();
  }

  patch(chat) {
    const phone = this.phones.get(chat.id);
    if (!phone) return;
    const fresh = phone.apply(chat, false).filter((message) => message.bot).length;
    phone.tick(this.clock.now);
    this.#fresh();
    if (fresh && !this.isShown(chat.id)) {
      this.news.set(chat.id, this.unread(chat.id) + fresh);
      this.people.draw();
      this.#flag();
    }
  }

  // Nobody has said anything yet: a phone has room for what this page is.
  #fresh() {
    document.body.classList.toggle("is-fresh", [...this.phones.values()].every((phone) => phone.thread.messages.size === 0));
  }

  #flag() {
    document.body.classList.toggle("has-news", this.news.size > 0);
  }

  /** expect brings the phone of a new member into view, now or when it arrives. */
  expect(id) {
    this.awaited = id;
    const phone = this.phones.get(id);
    if (!phone) return;
    this.awaited = 0;
    this.show(id);
    phone.focus();
  }

  isShown = (id) => (narrow.matches ? id === this.current : !this.hidden.has(id));
  unread = (id) => this.news.get(id) ?? 0;
  many = () => this.phones.size > 1;

  show(id) {
    this.current = id;
    this.hidden.delete(id);
    this.arrange();
    const phone = this.phones.get(id);
    phone?.node.scrollIntoView({ inline: "nearest", block: "nearest" });
    phone?.thread.toEnd();
  }

  hide(id) {
    this.hidden.add(id);
    this.arrange();
    byId("people").querySelector(`[data-id="${id}"]`)?.focus();
  }

  choose(id) {
    if (this.isShown(id) && !narrow.matches) this.hide(id);
    else this.show(id);
  }

  /** switcher lists the members for the menu on a narrow screen. */
  switcher(id) {
    return [
      ...[...this.phones.values()].map((phone) => ({
        label: phone.name, sign: avatar(phone), class: phone.id === id ? "is-current" : "",
        hint: this.unread(phone.id) ? plural(this.unread(phone.id), "new message") : phone.language,
        act: () => { this.show(phone.id); phone.focus(); },
      })),
      { label: "Add member", icon: "add", act: () => addMember(this) },
    ];
  }

  /** arrange puts on the screen what should be there: nothing yet while nobody knows whether somebody is here. */
  arrange() {
    if (!this.known) return;
    if (this.phones.size && !this.phones.has(this.current)) this.current = this.phones.keys().next().value;
    for (const phone of this.phones.values()) {
      phone.node.hidden = !this.isShown(phone.id);
      if (!phone.node.hidden) this.news.delete(phone.id);
    }
    const any = [...this.phones.keys()].some(this.isShown);
    this.welcome.remove();
    this.none.remove();
    if (!this.phones.size) byId("phones").append(this.welcome);
    else if (!any) byId("phones").append(this.none);
    document.body.classList.toggle("is-empty", !this.phones.size);
    this.#fresh();
    this.people.draw();
    this.edges();
    this.#flag();
    if (this.phones.size) this.#remember();
  }

  // Which phones are in view outlives a reload.
  #recall() {
    try {
      const { current, hidden } = JSON.parse(sessionStorage.getItem("view") ?? "{}");
      this.current = current ?? 0;
      this.hidden = new Set(hidden);
    } catch {
      // the first phone is in view then
    }
  }

  #remember() {
    try {
      sessionStorage.setItem("view", JSON.stringify({ current: this.current, hidden: [...this.hidden] }));
    } catch {
      // remembered for this page only
    }
  }

  #tick(now) {
    for (const phone of this.phones.values()) phone.tick(now);
  }
}

function themeButton() {
  const dark = () => getComputedStyle(document.documentElement).colorScheme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const button = iconButton("moon", "", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // remembered for this page only
    }
    label();
  });
  const label = () => {
    const words = dark() ? "Use light colours" : "Use dark colours";
    button.setAttribute("aria-label", words);
    button.title = words;
    button.replaceChildren(icon(dark() ? "sun" : "moon"));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();
  return button;
}

// foldButton shows the rest of the header on a phone.
function foldButton() {
  const top = document.querySelector(".top");
  const button = iconButton("chevron", "More of the demo", () => {
    const open = top.classList.toggle("unfolded");
    button.setAttribute("aria-expanded", String(open));
  }, { "aria-expanded": "false" });
  return button;
}

function help() {
  const keys = [
    ["Enter", "sends; Shift and Enter begin a new line"],
    ["Arrow up", "in the empty field: to the newest buttons"],
    ["Arrows, Home, End", "walk among the buttons"],
    ["A digit or letter", "goes to the button that begins with it"],
    ["/", "in the empty field: the commands of the bot"],
    ["Escape", "back to the field; closes menus and dialogs"],
  ];
  modal("Keys and hints", el("dl", { class: "keys-help" }, keys.map(([key, does]) => [el("dt", { text: key }), el("dd", { text: does })])),
    el("p", { class: "modal-text", text: "The time stands still or moves as the demo wants it. “Next reminder” goes to the next moment the bot has promised to use." }),
    el("p", { class: "modal-text", text: "The clock on a phone shows the zone of this browser until its member shares a location." }));
}

try {
  const app = new App(await get("/api/state"));
  listen({ sync: (all) => app.sync(all), join: (chat) => app.join(chat), chat: (chat) => app.patch(chat), clock: (now) => app.clock.show(now) }, (lost) => {
    byId("offline").hidden = !lost;
    byId("offline").textContent = lost ? "The demo does not answer. When it runs again, this page goes on by itself." : "";
  });
} catch (error) {
  complain(error);
}
