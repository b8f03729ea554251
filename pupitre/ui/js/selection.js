// Rows ticked for one verb: data-select on rows, data-select-all above, [data-bulk] counts them.
const said = (count) => (count === 0 ? "" : count === 1 ? "1 sélectionné" : `${count} sélectionnés`);
let last = null;

const refresh = (scope) => {
  const rows = [...scope.querySelectorAll("[data-select]")];
  const count = rows.filter((row) => row.checked).length;
  for (const all of scope.querySelectorAll("[data-select-all]")) {
    all.checked = count > 0 && count === rows.length;
    all.indeterminate = count > 0 && count < rows.length;
  }
  for (const bar of scope.querySelectorAll("[data-bulk]")) {
    bar.hidden = count === 0;
    const words = bar.querySelector("[data-bulk-count]");
    if (words) words.textContent = said(count);
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
  if (!all.matches?.("[data-select-all]")) return;
  for (const row of scopeOf(all).querySelectorAll("[data-select]")) row.checked = all.checked;
  refresh(scopeOf(all));
});
document.addEventListener("htmx:load", (event) => start(event.target.closest?.("[data-selection], form") ?? document));
start(document);
addEventListener("pageshow", () => start(document));
