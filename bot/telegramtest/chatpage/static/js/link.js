// A link to the bot itself, which a messenger opens: on the phone of whoever it was sent to.

import { el, icon } from "./dom.js";
import { post } from "./api.js";
import { complain, modal } from "./speech.js";
import { avatar } from "./phone.js";

/** followLink asks on whose phone the link is opened, and says there what the messenger would say. */
export function followLink(app, address) {
  const code = new URL(address).searchParams.get("start");
  const open = async (id) => {
    try {
      await post(`/api/chats/${id}/send`, { text: `/start ${code}` });
      box.close();
      app.expect(id);
    } catch (error) {
      complain(error, box);
    }
  };
  const fresh = async () => {
    try {
      const { id } = await post("/api/members", { name: `Guest ${app.phones.size + 1}`, language: app.languages[0] });
      await open(id);
    } catch (error) {
      complain(error, box);
    }
  };
  const box = modal("Open the link on whose phone?",
    el("p", { class: "modal-text", text: "In a messenger the link is passed on, and opens this bot on the phone of whoever gets it." }),
    el("div", { class: "choices" },
      [...app.phones.values()].map((phone) => el("button", { type: "button", class: "choice", onclick: () => open(phone.id) },
        avatar(phone), el("span", { dir: "auto", text: phone.name }))),
      el("button", { type: "button", class: "choice", onclick: fresh }, icon("add"), el("span", { text: "Somebody new" }))));
}
