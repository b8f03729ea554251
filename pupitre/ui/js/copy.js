// A value made to be passed on: one click chooses it whole, and copies it where the browser allows.
document.addEventListener("click", async (event) => {
  const field = event.target.closest("[data-copy]");
  if (!field) return;
  field.select?.();
  try { await navigator.clipboard.writeText(field.value ?? field.textContent); } catch { return; }
  field.dataset.copied = "yes";
  setTimeout(() => delete field.dataset.copied, 2000);
});
