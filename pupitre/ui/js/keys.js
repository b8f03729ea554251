// Shortcuts of one key, declared where they act (data-key), listed by « ? », silent while typing.
const KEPT = "pupitre.keys";
const isOn = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
const isTyping = (target) => target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
const isShown = (element) => element.getClientRects().length > 0;
// What the page itself offers comes before the rail: « / » filters a list where there is one, else it searches.
const keyed = () => [...document.querySelectorAll("main [data-key]"), ...document.querySelectorAll("[data-key]")];
const dialog = () => document.getElementById("shortcuts");

const fill = () => {
  const list = document.querySelector("[data-keys-list]");
  if (!list || list.dataset.filled) return;
  list.dataset.filled = "yes";
  const seen = new Set(["?"]);
  for (const element of keyed()) {
    const key = element.dataset.key;
    if (!key || seen.has(key)) continue;
    seen.add(key);
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const shown = document.createElement("dd");
    const cap = document.createElement("kbd");
    term.textContent = element.dataset.keyLabel || element.getAttribute("aria-label") || element.querySelector(".clip")?.textContent || element.textContent.trim();
    cap.textContent = key;
    shown.append(cap);
    row.append(term, shown);
    list.append(row);
  }
};

const act = (element) => {
  if (isTyping(element)) { element.focus(); element.select?.(); } else element.click();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || !isOn()) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?" && dialog()) { event.preventDefault(); dialog().showModal(); return; }
  const element = keyed().find((one) => one.dataset.key === event.key && isShown(one));
  if (!element) return;
  event.preventDefault();
  act(element);
});

fill();
const choices = [...document.querySelectorAll("[data-keys-switch]")];
for (const choice of choices) {
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    for (const other of choices) other.checked = choice.checked;
    try { localStorage.setItem(KEPT, choice.checked ? "on" : "off"); } catch { /* private browsing: the choice lasts as long as the page */ }
  });
}
