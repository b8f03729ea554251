// Rows ticked for one verb: data-select on rows, data-select-all above, [data-bulk] counts them.
// data-select-filtered stands for all that the filters keep (its value); data-bulk-verb announces the count on a button.
const said = (count) => (count === 0 ? "" : count === 1 ? "1 sélectionné" : `${count} sélectionnés`);
let last = null;

const announce = (bar, count) => {
  const [one, many] = (bar.dataset.bulkWords ?? "").split(" ");
  for (const button of bar.querySelectorAll("[data-bulk-verb]"))
    button.textContent = `${button.dataset.bulkVerb} ${count} ${count > 1 ? many : one}`;
};
const refresh = (scope) => {
  const rows = [...scope.querySelectorAll("[data-select]")];
  const ticked = rows.filter((row) => row.checked).length;
  const whole = scope.querySelector("[data-select-filtered]");
  if (whole && ticked < rows.length) whole.checked = false;
  const count = whole?.checked ? Number(whole.value) : ticked;
  for (const all of scope.querySelectorAll("[data-select-all]")) {
    all.checked = ticked > 0 && ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  }
  for (const bar of scope.querySelectorAll("[data-bulk]")) {
    bar.hidden = count === 0;
    const words = bar.querySelector("[data-bulk-count]");
    if (words) words.textContent = said(count);
    announce(bar, count);
  }
};
const scopeOf = (element) => element.closest("[data-selection]") ?? element.closest("form") ?? document.body;
const start = (within) => {
  const scopes = new Set([...within.querySelectorAll("[data-bulk]")].map(scopeOf));
  scopes.forEach(refresh);
};

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-select]")) return;
  const rows = [...scopeOf(box).querySelectorAll("[data-select]")];
  if (event.shiftKey && last && rows.includes(last)) {
    const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
    for (const row of rows.slice(from, to + 1)) row.checked = box.checked;
  }
  last = box;
  refresh(scopeOf(box));
});
document.addEventListener("change", (event) => {
  const all = event.target;
  if (!all.matches?.("[data-select-all], [data-select-filtered]")) return;
  if (!all.checked && all.matches("[data-select-filtered]")) return refresh(scopeOf(all));
  for (const row of scopeOf(all).querySelectorAll("[data-select]")) row.checked = all.checked;
  refresh(scopeOf(all));
});
document.addEventListener("htmx:load", (event) => start(event.target.closest?.("[data-selection], form") ?? document));
start(document);
addEventListener("pageshow", () => start(document));
