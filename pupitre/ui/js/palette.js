// The palette: Ctrl or ⌘ K opens it, arrows choose, Enter goes there; without a choice, Enter asks the search page.
const palette = document.getElementById("palette");
if (palette?.showModal && window.htmx) {
  const input = palette.querySelector("input[type=search]");
  const found = document.getElementById("palette-found");
  const options = () => [...palette.querySelectorAll("[role=option]")];
  const chosen = () => palette.querySelector("[role=option][aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id); else input.removeAttribute("aria-activedescendant");
  };

  // Whoever opens it, and however.
  new MutationObserver(() => {
    input.setAttribute("aria-expanded", String(palette.open));
    if (!palette.open) return;
    input.focus();
    input.select();
    htmx.trigger(input, "opened");
  }).observe(palette, { attributes: true, attributeFilter: ["open"] });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const other = document.querySelector("dialog[open]");
    if (other && other !== palette) return;
    event.preventDefault();
    if (palette.open) palette.close(); else palette.showModal();
  });

  found.addEventListener("htmx:afterSwap", () => choose(input.value.trim() ? options()[0] : null));
  palette.querySelector("[data-closes-palette]").addEventListener("click", () => palette.close());

  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = options();
      const place = all.indexOf(chosen());
      if (all.length) choose(all[place < 0 && step < 0 ? all.length - 1 : (place + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    } else if (event.key === "Escape") {
      // A search field would first empty itself.
      event.preventDefault();
      palette.close();
    }
  });
}
