// The pretend time, and travelling in it.

import { el, icon } from "./dom.js";
import { post } from "./api.js";
import { complain, modal, say } from "./speech.js";
import { here, hm, hms, shortDay, place } from "./time.js";

const leaps = [
  { label: "Next reminder", short: "Next", body: { to: "next" }, icon: "next" },
  { label: "+15 min", short: "+15 min", spoken: "15 minutes later", body: { by: "15m" } },
  { label: "+1 h", short: "+1 h", spoken: "1 hour later", body: { by: "1h" } },
  { label: "+1 day", short: "+1 day", spoken: "1 day later", body: { by: "24h" } },
];

/** Clock shows the time and moves it. moved(now) is called whenever the time is another. */
export class Clock {
  constructor(node, progress, moved) {
    this.progress = progress;
    this.moved = moved;
    this.utc = el("time", { class: "clock-utc" });
    this.local = el("time", { class: "clock-here" });
    this.buttons = el("div", { class: "leaps", role: "group", "aria-label": "Travel in time" },
      leaps.map((leap) => el("button", { type: "button", class: "leap", "aria-label": leap.spoken ?? leap.label, onclick: () => this.travel(leap.body) },
        leap.icon && icon(leap.icon), el("span", { class: "long", text: leap.label }), el("span", { class: "short", text: leap.short }))),
      el("button", { type: "button", class: "leap", "aria-label": "Jump to a date and time", title: "Jump to…", onclick: () => this.#ask() }, icon("jump")));
    node.append(el("p", { class: "clock-face" }, this.utc, this.local), this.buttons);
  }

  /** show takes {now} from the server. */
  show({ now }) {
    this.now = new Date(now);
    this.utc.replaceChildren(el("span", { text: shortDay(this.now, "UTC") }), " ",
      el("span", { class: "clock-hms" }, el("b", { text: hms(this.now, "UTC") }), " UTC"));
    this.utc.setAttribute("datetime", this.now.toISOString());
    const other = shortDay(this.now, here) === shortDay(this.now, "UTC") ? "" : `${shortDay(this.now, here)} `;
    this.local.replaceChildren(`${other}${hm(this.now, here)} `, el("span", { class: "long", text: `in your browser (${place(here)})` }),
      el("span", { class: "short", text: "here" }));
    this.local.setAttribute("datetime", this.now.toISOString());
    this.moved(this.now);
  }

  /** travel moves the time and comes back when the bot has said everything that became due. */
  async travel(body) {
    if (this.moving) return;
    this.#busy(true);
    try {
      this.show(await post("/api/clock", body));
      say(`It is now ${shortDay(this.now, "UTC")}, ${hm(this.now, "UTC")} UTC.`);
    } catch (error) {
      complain(error);
    } finally {
      this.#busy(false);
    }
  }

  // aria-disabled, not disabled: a disabled button would drop the focus to the top of the page.
  #busy(on) {
    this.moving = on;
    this.progress.hidden = !on;
    for (const button of this.buttons.children) button.setAttribute("aria-disabled", String(on));
  }

  #ask() {
    const when = el("input", { id: "when", type: "datetime-local", required: true, min: this.now.toISOString().slice(0, 16), value: new Date(this.now.getTime() + 36e5).toISOString().slice(0, 16) });
    const box = modal("Jump to a date and time",
      el("p", { class: "modal-text", text: "Everything that becomes due on the way is said on the way. Time only goes forward." }),
      el("form", {
        class: "spot", onsubmit: (event) => {
          event.preventDefault();
          box.close();
          this.travel({ to: `${when.value.slice(0, 16)}:00Z` });
        },
      }, el("label", { for: "when" }, "Date and time, UTC", when), el("button", { class: "primary", text: "Jump" })));
    when.focus();
  }
}
