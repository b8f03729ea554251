// data-opens="id" opens the dialog of that id; a click on the veil closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog?.showModal || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    opener.closest("details[data-menu]")?.removeAttribute("open");
    dialog.showModal();
    return;
  }
  if (event.target instanceof HTMLDialogElement && event.target.open) {
    const edge = event.target.getBoundingClientRect();
    const inside = event.clientX >= edge.left && event.clientX <= edge.right && event.clientY >= edge.top && event.clientY <= edge.bottom;
    if (!inside) event.target.close();
  }
});

// A dialog that holds a refused form opens again by itself, so that its errors are seen.
for (const dialog of document.querySelectorAll("dialog[data-open-now]")) dialog.showModal?.();
document.querySelector("form [data-errors]")?.focus({ preventScroll: false });
