// What a member can do: type, choose a command, attach something, use the reply keyboard.

import { el, icon, iconButton } from "./dom.js";
import { menu } from "./menu.js";
import { roving } from "./rows.js";

const things = [
  { kind: "photo", label: "Photo" },
  { kind: "sticker", label: "Sticker" },
  { kind: "voice", label: "Voice message" },
  { kind: "document", label: "Document" },
  { kind: "contact", label: "Contact" },
  { kind: "poll", label: "Poll" },
];

/** Composer is the lower edge of a phone. does.send(text), does.media(kind), does.location(), does.up(), does.unblock(). */
export class Composer {
  constructor({ name, does }) {
    this.does = does;
    this.commands = [];
    this.field = el("textarea", { class: "field", rows: "1", maxlength: "4096", "aria-label": `Message as ${name}`, placeholder: "Message",
      enterkeyhint: "send", autocomplete: "off", oninput: () => this.#grow(), onkeydown: (event) => this.#key(event) });
    this.attach = iconButton("add", "Send something else", null, { class: "icon-button round" });
    this.slash = el("button", { type: "button", class: "icon-button slash", "aria-label": "Commands", title: "Commands", hidden: true }, "/");
    this.toggle = iconButton("keyboard", "Buttons of the bot", () => this.#fold(), { hidden: true, "aria-expanded": "true" });
    this.go = el("button", { type: "submit", class: "icon-button round go", "aria-label": "Send", title: "Send" }, icon("send"));
    this.form = el("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.attach, el("div", { class: "field-frame" }, this.field, this.toggle, this.slash), this.go);
    this.panel = el("div", { class: "panel", hidden: true });
    this.start = el("button", { type: "button", class: "primary start", onclick: () => does.send("/start") }, "Start");
    this.wall = el("div", { class: "blocked", hidden: true }, el("p", { text: "You blocked the bot. It cannot write to you." }),
      el("button", { type: "button", class: "primary", text: "Unblock", onclick: () => does.unblock() }));
    this.node = el("div", { class: "lower" }, this.start, this.form, this.panel, this.wall);
    menu(this.attach, "Send something else", this.node, () => [
      { label: "Location", icon: "location", act: () => does.location() },
      ...things.map(({ kind, label }) => ({ label, icon: kind, act: () => does.media(kind) })),
    ]);
    this.list = menu(this.slash, "Commands", this.node, () => this.commands
      .map(({ name: command, text }) => ({ label: `/${command}`, hint: text, class: "command", act: () => this.#command(`/${command}`) })));
    this.layout = "";
  }

  /** apply takes the state of the chat; empty tells that nothing has been said yet. */
  apply(patch, empty) {
    this.commands = patch.commands;
    this.slash.hidden = !patch.commands.length;
    this.form.hidden = this.wallUp(patch.blocked);
    this.start.hidden = !empty || patch.blocked;
    const layout = JSON.stringify(patch.keyboard);
    if (layout !== this.layout) {
      this.layout = layout;
      this.#keys(patch.keyboard);
    }
    this.panel.hidden = patch.blocked || this.folded || !patch.keyboard.rows.length;
  }

  wallUp(blocked) {
    const had = this.node.contains(document.activeElement);
    if (this.wall.hidden === blocked) {
      this.wall.hidden = !blocked;
      if (had && blocked) this.wall.querySelector("button").focus();
      else if (had) requestAnimationFrame(() => this.focus());
    }
    return blocked;
  }

  #keys(keyboard) {
    const had = this.panel.contains(document.activeElement);
    const rows = keyboard.rows;
    this.folded = false;
    this.toggle.hidden = !rows.length;
    this.toggle.setAttribute("aria-expanded", String(rows.length > 0));
    const group = el("div", { class: "panel-keys", role: "toolbar", "aria-label": "Buttons under the message field" },
      rows.map((row) => el("div", { class: "key-row" }, row.map((key) =>
        el("button", { type: "button", class: "key", onclick: () => (key.location ? this.does.location() : this.does.send(key.text)) },
          key.location && icon("location"), el("span", { dir: "auto", text: key.text }))))));
    this.panel.replaceChildren(group);
    if (rows.length) roving(group, { leave: () => this.focus() });
    if (had) this.focus();
  }

  #fold() {
    this.folded = !this.folded;
    this.panel.hidden = this.folded;
    this.toggle.setAttribute("aria-expanded", String(!this.folded));
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.field.value.trim()) {
      if (this.does.up()) event.preventDefault();
    } else if (event.key === "/" && !this.field.value.trim() && this.commands.length) {
      event.preventDefault();
      this.field.value = "/";
      this.list.open(this.field);
    } else if (event.key === "Escape" && this.field.value) {
      this.field.value = "";
      this.#grow();
    }
  }

  #command(text) {
    if (this.field.value === "/") this.field.value = "";
    this.#grow();
    this.does.send(text);
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.#grow();
    const sent = await this.does.send(text);
    if (!sent && !this.field.value) { // what could not be sent is not lost
      this.field.value = text;
      this.#grow();
    }
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
    this.go.classList.toggle("ready", this.field.value.trim() !== "");
  }

  /** focus goes where the member would type, or to what stands there instead. */
  focus() {
    const target = !this.wall.hidden ? this.wall.querySelector("button") : !this.start.hidden ? this.start : this.field;
    target.focus();
  }

  /** panelKeys moves the focus to the reply keyboard. */
  panelKeys() {
    const key = this.panel.hidden ? null : this.panel.querySelector("button");
    key?.focus();
    return Boolean(key);
  }
}
