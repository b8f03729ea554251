// What somebody has under their eyes for two seconds was seen: said by a form of its own, never by reading the page.
const form = document.querySelector("form[data-seen]");
let waits;
const look = () => {
  clearTimeout(waits);
  if (document.visibilityState !== "visible" || form.dataset.sent) return;
  waits = setTimeout(() => { form.dataset.sent = "yes"; fetch(form.action, { method: "POST", body: new FormData(form) }); }, 2000);
};
if (form) { look(); document.addEventListener("visibilitychange", look); }
