// The running conversation: bubbles in order, day by day, with the newest in view.

import { el, icon, plural } from "./dom.js";
import { bubble, busy, keepPicture, spoken } from "./bubble.js";
import { dayKey, longDay } from "./time.js";
import { say } from "./speech.js";

/** Thread draws the messages of one chat. */
export class Thread {
  constructor({ name, bot, does }) {
    this.bot = bot;
    this.does = does;
    this.messages = new Map();
    this.nodes = new Map();
    this.zone = "";
    this.taps = new Set(); // on their way to the server
    this.pending = []; // at the server, unanswered by the bot
    this.below = 0;
    this.list = el("div", { class: "thread-list" });
    this.typing = el("p", { class: "typing-dots", hidden: true }, el("span", { class: "unseen", text: `${bot} is typing` }), el("i"), el("i"), el("i"));
    this.log = el("div", { class: "thread", role: "log", "aria-live": "off", "aria-label": `Conversation of ${name}`, tabindex: "0",
      onscroll: () => this.#scrolled() }, this.list, this.typing);
    this.jump = el("button", { type: "button", class: "to-end", hidden: true, onclick: () => this.toEnd() }, icon("down"), el("span"));
    this.node = el("div", { class: "thread-frame" }, this.log, this.jump);
    // Pictures that arrive and keyboards that open change the height; who was at the end stays at the end.
    new ResizeObserver(() => { if (this.stuck) this.toEnd(); }).observe(this.list);
    new ResizeObserver(() => { if (this.stuck) this.toEnd(); }).observe(this.log);
    this.stuck = true;
  }

  /** apply takes what is new. quiet: nothing is read out (the first look at a chat). */
  apply(patch, quiet, prefix) {
    const focus = this.#focused();
    if (patch.zone !== this.zone) {
      this.zone = patch.zone;
      for (const message of this.messages.values()) this.#draw(message, true);
    }
    const fresh = [];
    for (const id of patch.gone) this.#remove(id);
    for (const message of patch.messages) {
      const old = this.messages.get(message.id);
      if (message.bot && !quiet && old?.text !== message.text) {
        say(`${prefix}${old ? "Changed: " : ""}${spoken(message, this.bot)}`);
      }
      if (!old) fresh.push(message);
      this.messages.set(message.id, message);
      this.#draw(message, quiet);
    }
    this.typing.hidden = !patch.typing;
    this.pending = patch.pending;
    this.#days();
    this.marks();
    if (focus) this.#refocus(focus);
    this.#follow(fresh);
    return fresh;
  }

  #draw(message, quiet) {
    const node = bubble(message, { zone: this.zone, bot: this.bot, does: this.does });
    const old = this.nodes.get(message.id);
    this.nodes.set(message.id, node);
    if (old) {
      keepPicture(old, node);
      old.replaceWith(node);
      return;
    }
    if (!quiet) node.classList.add("fresh");
    const later = [...this.nodes.keys()].filter((id) => id > message.id).sort((a, b) => a - b)[0];
    this.list.insertBefore(node, later === undefined ? null : this.nodes.get(later));
  }

  #remove(id) {
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
    this.messages.delete(id);
  }

  #days() {
    for (const line of this.list.querySelectorAll(".day")) line.remove();
    let day = "";
    for (const node of [...this.list.children]) {
      const date = new Date(this.messages.get(Number(node.dataset.id)).date * 1000);
      const key = dayKey(date, this.zone);
      if (key !== day) node.before(el("p", { class: "day" }, el("span", { text: longDay(date, this.zone) })));
      day = key;
    }
  }

  /** marks shows which buttons wait for an answer. */
  marks() {
    const waits = (message, data) => this.taps.has(`${message}:${data}`) || this.pending.some((tap) => tap.message === message && tap.data === data);
    for (const node of this.nodes.values()) busy(node, waits);
  }

  #focused() {
    const active = document.activeElement;
    const node = active?.closest(".message");
    if (!node || !this.list.contains(node)) return null;
    return { id: Number(node.dataset.id), tap: active.dataset.tap, keyed: active.classList.contains("key") };
  }

  // An edit replaces the button that has the focus: stay on the same button, else in the same message, else on the newest
  // buttons, else where text is typed. The focus never falls back to the top of the page.
  #refocus({ id, tap, keyed }) {
    if (this.list.contains(document.activeElement)) return;
    const node = this.nodes.get(id);
    const same = tap !== undefined && node && [...node.querySelectorAll("button.key")].find((key) => key.dataset.tap === tap);
    const target = same || node?.querySelector(keyed ? ".key" : ".inline-link, .spoiler");
    if (target) target.focus({ preventScroll: true });
    else if (!this.newestKeys()) this.does.leave();
  }

  /** newestKeys moves the focus to the newest buttons, when they belong to the last thing the bot said. */
  newestKeys() {
    const key = [...this.nodes.entries()].sort(([a], [b]) => b - a).map(([, node]) => node.querySelector(".key")).find(Boolean);
    key?.focus();
    return Boolean(key);
  }

  #follow(fresh) {
    if (!fresh.length) return;
    if (this.stuck || fresh.some((message) => !message.bot)) {
      this.toEnd();
      return;
    }
    this.below += fresh.length;
    this.#button();
  }

  #scrolled() {
    // A scroll event also comes when the room became smaller (a keyboard opened); that is not the person scrolling up.
    if (this.stuck && this.room !== this.#room()) {
      this.toEnd();
      return;
    }
    this.stuck = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 48;
    if (this.stuck) this.below = 0;
    this.#button();
  }

  #button() {
    this.jump.hidden = this.stuck;
    this.jump.lastChild.textContent = this.below ? plural(this.below, "new message") : "Newest";
  }

  toEnd() {
    this.stuck = true;
    this.below = 0;
    this.log.scrollTop = this.log.scrollHeight;
    this.room = this.#room();
    this.#button();
  }

  #room() {
    return `${this.log.clientHeight} of ${this.log.scrollHeight}`;
  }
}
