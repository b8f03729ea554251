// Messages: announced, kept at least eight seconds, never while pointed at or focused.
const box = document.getElementById("toasts");
const STAYS = 8000;

const start = (toast) => {
  let timer;
  const close = () => toast.remove();
  const wait = () => {
    clearTimeout(timer);
    // An error, or a message with a way back, waits longer: it must be read before it goes.
    timer = setTimeout(close, toast.matches(".toast--error, :has(form)") ? STAYS * 2 : STAYS);
  };
  const hold = () => clearTimeout(timer);
  const button = toast.querySelector("[data-toast-close]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", close);
  }
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusout", wait);
  wait();
};

if (box) {
  const waiting = [...box.children];
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) start(node);
  }).observe(box, { childList: true });
  // A live region speaks only of what arrives after it: what the page brought is put in again.
  box.replaceChildren();
  setTimeout(() => box.append(...waiting), 60);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.contains(document.activeElement)) document.activeElement.closest("[data-toast]")?.remove();
  });
}
