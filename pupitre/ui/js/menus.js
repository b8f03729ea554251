// Menus: one open at a time, Escape gives the focus back, arrows go through.
const ITEMS = ".menu__items :is(a[href], button, input, select, textarea)";
const opened = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details[data-menu]");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  menu.open = true;
  const items = [...menu.querySelectorAll(ITEMS)];
  const place = items.indexOf(document.activeElement);
  items[place < 0 && step < 0 ? items.length - 1 : (place + step + items.length) % items.length]?.focus();
});
