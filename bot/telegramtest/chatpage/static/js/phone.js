// One member's phone.

import { el, icon, iconButton } from "./dom.js";
import { post } from "./api.js";
import { Composer } from "./composer.js";
import { Thread } from "./thread.js";
import { menu } from "./menu.js";
import { followLink } from "./link.js";
import { shareLocation } from "./location.js";
import { alertBox, complain, toast } from "./speech.js";
import { here, hm, place } from "./time.js";

/** Phone shows one chat and sends what its member does. app gives {bot, cities, many(), switcher(phone), hide(id)}. */
export class Phone {
  constructor(chat, app) {
    this.app = app;
    this.id = chat.id;
    this.name = chat.name;
    this.language = chat.language;
    this.chat = chat;
    const does = {
      tap: (message, data) => this.#tap(message, data),
      copy: (text) => this.#copy(text),
      command: (text) => this.#do("send", { text }),
      follow: (address) => followLink(app, address),
      send: (text) => this.#do("send", { text }),
      media: (kind) => this.#do("media", { kind }),
      location: () => shareLocation(this.name, app.cities, (spot) => this.#do("location", spot)),
      unblock: () => this.#do("unblock"),
      up: () => this.thread.newestKeys() || this.composer.panelKeys(),
      leave: () => this.composer.focus(),
    };
    this.thread = new Thread({ name: this.name, bot: app.bot, does });
    this.composer = new Composer({ name: this.name, does });
    this.node = el("section", { class: "phone", "data-chat": this.id, "aria-label": `Phone of ${this.name}` },
      this.#statusBar(), this.#header(), this.thread.node, this.composer.node);
  }

  #statusBar() {
    this.time = el("time", { class: "phone-time" });
    this.place = el("span", { class: "phone-place" });
    this.who = el("button", { type: "button", class: "who", title: "Choose another member" },
      avatar(this), el("b", { dir: "auto", text: this.name }), el("span", { class: "tag", text: this.language }), icon("chevron"));
    const bar = el("div", { class: "status-bar" },
      this.who,
      el("span", { class: "who-plain" }, avatar(this), el("b", { dir: "auto", text: this.name }), el("span", { class: "tag", text: this.language })),
      el("span", { class: "phone-clock" }, this.time, this.place));
    menu(this.who, "Members", bar, () => this.app.switcher(this.id));
    return bar;
  }

  #header() {
    this.state = el("p", { class: "bot-state", text: "bot" });
    const more = iconButton("more", "More", null);
    const bar = el("header", { class: "chat-header" },
      el("img", { src: "icon.svg", alt: "", width: "40", height: "40" }),
      el("div", { class: "bot-name" }, el("h2", { text: this.app.bot }), this.state), more);
    menu(more, "More", bar, () => [
      this.chat.blocked
        ? { label: "Unblock the bot", icon: "block", act: () => this.#do("unblock") }
        : { label: "Block the bot", icon: "block", act: () => this.#do("block") },
      { label: "Hide this phone", icon: "close", class: "wide-only", act: () => this.app.hide(this.id) },
    ]);
    return bar;
  }

  /** apply takes what is new and gives the messages that were not there before. quiet: the first look, nothing is said. */
  apply(patch, quiet) {
    this.chat = patch;
    const fresh = this.thread.apply(patch, quiet, this.app.many() ? `To ${this.name}. ` : "");
    this.composer.apply(patch, this.thread.messages.size === 0);
    this.state.textContent = patch.blocked ? "blocked" : patch.typing ? "typing…" : "bot";
    this.state.classList.toggle("is-typing", patch.typing);
    for (const { text, alert } of patch.toasts) {
      if (alert) alertBox(this.app.bot, text);
      else toast(text, this.thread.node);
    }
    return fresh;
  }

  /** tick shows the time on this phone: that of the place shared last, else that of this browser. */
  tick(now) {
    const zone = this.chat.zone || here;
    const time = hm(now, zone);
    if (this.time.textContent !== time) this.time.textContent = time;
    this.time.setAttribute("datetime", now.toISOString());
    this.place.textContent = place(zone);
    this.place.title = this.chat.zone ? `Time zone of the location shared last: ${zone}` : `Time zone of this browser: ${zone}`;
  }

  async #do(act, body = {}) {
    try {
      await post(`/api/chats/${this.id}/${act}`, body);
      return true;
    } catch (error) {
      complain(error, this.thread.node);
      return false;
    }
  }

  async #tap(message, data) {
    const tap = `${message.id}:${data}`;
    this.thread.taps.add(tap);
    this.thread.marks();
    await this.#do("tap", { message: message.id, data });
    this.thread.taps.delete(tap);
    this.thread.marks();
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast("Copied.", this.thread.node);
    } catch {
      toast(text, this.thread.node); // no clipboard here: show what would be in it
    }
  }

  focus() {
    this.composer.focus();
  }
}

/** avatar is a coloured letter, or the number a name ends with; the colour comes from the id, so it stays. */
export function avatar({ id, name }) {
  const sign = name.match(/\d{1,2}$/)?.[0] ?? [...name.trim()][0]?.toLocaleUpperCase() ?? "?";
  return el("span", { class: `avatar hue-${Number(id) % 6}`, "aria-hidden": "true", text: sign });
}
