// The dialog in which a member chooses where to be.

import { el } from "./dom.js";
import { modal } from "./speech.js";
import { roving } from "./rows.js";

/** shareLocation asks for a place and hands {lat, lon, zone} to send. */
export function shareLocation(name, cities, send) {
  const lat = number("lat", "Latitude", 90);
  const lon = number("lon", "Longitude", 180);
  const choose = (spot) => {
    box.close();
    send(spot);
  };
  const list = el("div", { class: "cities", role: "toolbar", "aria-label": "Cities" }, cities.map((city) =>
    el("button", { type: "button", class: "city", onclick: () => choose({ lat: city.lat, lon: city.lon, zone: city.zone }) },
      el("b", { text: city.name }), el("small", { text: city.zone }))));
  const form = el("form", {
    class: "spot", onsubmit: (event) => {
      event.preventDefault();
      choose({ lat: lat.input.valueAsNumber, lon: lon.input.valueAsNumber });
    },
  }, lat.node, lon.node, el("button", { class: "primary", text: "Share this point" }));
  const box = modal(`Where is ${name}?`,
    el("p", { class: "modal-text", text: "A pretend place. Your own location is never asked for." }),
    roving(list), el("h3", { text: "Or any point on earth" }), form);
  list.querySelector("button")?.focus();
}

function number(id, label, limit) {
  const input = el("input", { id, type: "number", min: -limit, max: limit, step: "any", required: true, inputmode: "decimal", autocomplete: "off" });
  return { input, node: el("label", { for: id }, label, input) };
}
