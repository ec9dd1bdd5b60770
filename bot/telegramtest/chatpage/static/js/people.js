// The members: the list beside the phones, the dialog for a new one, and which phones are in view.

import { el, icon, plural } from "./dom.js";
import { post } from "./api.js";
import { complain, modal } from "./speech.js";
import { avatar } from "./phone.js";

/** languageName gives a language in its own words. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** People draws the list. app gives {languages, phones, isShown(id), unread(id), choose(id)}. */
export class People {
  constructor(node, app) {
    this.node = node;
    this.app = app;
    this.list = el("ul");
    this.add = el("button", { type: "button", class: "add-member", onclick: () => addMember(app) }, icon("add"), "Add member");
    node.append(el("h2", { text: "Members" }), this.list, this.add,
      el("p", { class: "people-hint", text: "Each member has a phone of their own. Choose a name to show or hide it." }));
  }

  draw() {
    const had = document.activeElement?.closest?.(".person")?.dataset.id;
    this.list.replaceChildren(...[...this.app.phones.values()].map((phone) => this.#line(phone)));
    if (had) this.list.querySelector(`[data-id="${had}"]`)?.focus();
  }

  #line(phone) {
    const unread = this.app.unread(phone.id);
    return el("li", {}, el("button", {
      type: "button", class: "person", "data-id": phone.id, "aria-pressed": String(this.app.isShown(phone.id)), onclick: () => this.app.choose(phone.id),
    }, avatar(phone), el("span", { class: "person-name" }, el("b", { dir: "auto", text: phone.name }), el("small", { text: languageName(phone.language) })),
    unread > 0 && el("span", { class: "badge", text: unread, "aria-label": plural(unread, "new message") })));
  }
}

/** addMember asks for a name and a language. */
export function addMember(app) {
  const name = el("input", { id: "name", required: true, maxlength: "64", autocomplete: "off", value: `Member ${app.phones.size + 1}` });
  const language = el("select", { id: "language" }, app.languages.map((tag) => el("option", { value: tag, text: `${languageName(tag)} (${tag})` })));
  const box = modal("Add a member",
    el("form", {
      class: "spot", onsubmit: async (event) => {
        event.preventDefault();
        try {
          const { id } = await post("/api/members", { name: name.value, language: language.value });
          box.close();
          app.expect(id);
        } catch (error) {
          complain(error, box);
        }
      },
    }, el("label", { for: "name" }, "Name", name), el("label", { for: "language" }, "Language of the phone", language),
    el("button", { class: "primary", text: "Add" })));
  name.focus();
  name.select();
}
