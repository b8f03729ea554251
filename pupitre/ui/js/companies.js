// Going to another company: « w » opens the list of the rail, a digit goes there; typed before the list came, it waits.
const LIST = "details[data-companies]";
let wanted = "";
const shown = () => [...document.querySelectorAll(`${LIST}[open]`)].find((menu) => menu.getClientRects().length > 0);

const go = (menu, digit) => {
  const link = menu.querySelector(`a[data-digit="${digit}"]`);
  if (!link) return false;
  wanted = "";
  link.click();
  return true;
};

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(LIST)) return;
  if (menu.open) menu.querySelector("summary").focus(); else wanted = "";
}, true);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const digit = event.code.match(/^(?:Digit|Numpad)([0-9])$/)?.[1]; // the key, not its letter: « & » is 1 in French
  const menu = digit && shown();
  if (!menu) return;
  event.preventDefault();
  if (!go(menu, digit)) wanted = digit;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const menu = event.target.closest?.(LIST);
  if (menu?.open && wanted) go(menu, wanted);
});
