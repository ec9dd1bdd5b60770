// Sets the chosen theme before the first paint; a module would come too late and flash. Nothing chosen: the system's.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // storage may be switched off; the system's theme is fine then
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
