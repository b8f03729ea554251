// Forms: sent once, sent by themselves when they only filter, never lost without a word.
const restore = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) { button.disabled = false; button.removeAttribute("aria-busy"); }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  const isOnce = form.matches("[data-once]") || event.submitter?.matches("[data-once]");
  if (!isOnce || event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  const button = event.submitter;
  // After the form has been read: a disabled button would not send its own value.
  if (button) setTimeout(() => { button.setAttribute("aria-busy", "true"); button.disabled = true; });
});
addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(restore); });
document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest?.("form[data-sent]"); if (form) restore(form); });

let timer;
const isLive = (form) => form.matches("[hx-get], [data-hx-get]");
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-auto]") && event.target.type !== "search") form.requestSubmit();
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-auto]") || event.target.type !== "search" || !isLive(form)) return;
  clearTimeout(timer);
  timer = setTimeout(() => form.requestSubmit(), 300);
});

const read = (form) => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value])).toString();
const first = new WeakMap();
for (const form of document.querySelectorAll("form[data-guard]")) first.set(form, read(form));
let leaving = false;
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) leaving = true; });
addEventListener("beforeunload", (event) => {
  const changed = [...document.querySelectorAll("form[data-guard]")].some((form) => first.has(form) && first.get(form) !== read(form));
  if (changed && !leaving) event.preventDefault();
});
addEventListener("pageshow", () => { leaving = false; });
