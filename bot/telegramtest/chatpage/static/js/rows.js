// Rows of buttons that are one stop on the way of the Tab key: the arrows walk inside.

/**
 * roving makes the buttons of a group one tab stop. Left and right go to the neighbour, up and down to the nearest button
 * of the next row, Home and End to the ends; a letter or digit goes to the next button that begins with it.
 */
export function roving(group, { leave } = {}) {
  const buttons = () => [...group.querySelectorAll("button, a")];
  const current = (button) => {
    for (const other of buttons()) other.tabIndex = other === button ? 0 : -1;
  };
  current(buttons()[0]);
  group.addEventListener("focusin", (event) => {
    if (buttons().includes(event.target)) current(event.target);
  });
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && leave) {
      event.preventDefault();
      event.stopPropagation();
      leave();
      return;
    }
    const all = buttons();
    const target = step(all, all.indexOf(event.target), event.key);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  return group;
}

function step(all, at, key) {
  if (at < 0) return null;
  switch (key) {
    case "ArrowRight": return all[(at + 1) % all.length];
    case "ArrowLeft": return all[(at + all.length - 1) % all.length];
    case "ArrowDown": return vertical(all, all[at], 1);
    case "ArrowUp": return vertical(all, all[at], -1);
    case "Home": return all[0];
    case "End": return all.at(-1);
  }
  if (key.length !== 1 || key === " ") return null;
  const wanted = key.toLocaleLowerCase();
  const around = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return around.find((button) => button.textContent.trim().toLocaleLowerCase().startsWith(wanted));
}

// vertical goes by what is seen: a row may have been folded because the screen is narrow.
function vertical(all, from, way) {
  const here = from.getBoundingClientRect();
  const middle = (box) => box.left + box.width / 2;
  const boxes = all.map((button) => ({ button, box: button.getBoundingClientRect() }));
  const beyond = boxes.filter(({ box }) => (way > 0 ? box.top >= here.bottom - 1 : box.bottom <= here.top + 1));
  beyond.sort((a, b) => way * (a.box.top - b.box.top) || Math.abs(middle(a.box) - middle(here)) - Math.abs(middle(b.box) - middle(here)));
  return beyond[0]?.button ?? null;
}
