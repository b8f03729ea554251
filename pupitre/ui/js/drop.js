// A file dropped on data-drop goes into its real input; too heavy a file is said at once.
const megabytes = (bytes) => `${(bytes / 1048576).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
const zoneOf = (event) => event.target.closest?.("[data-drop]");

const check = (zone, input) => {
  const words = zone.querySelector("[data-drop-says]");
  const most = Number(zone.dataset.max || 0);
  const heavy = [...input.files].find((file) => most && file.size > most);
  if (words) words.textContent = heavy ? `« ${heavy.name} » pèse ${megabytes(heavy.size)}, au-delà des ${megabytes(most)} permis.` : "";
  if (heavy) input.value = "";
  const name = zone.querySelector("[data-drop-name]");
  if (name) name.textContent = [...input.files].map((file) => file.name).join(", ");
};

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("is-over");
});
for (const name of ["dragleave", "drop"]) document.addEventListener(name, (event) => zoneOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  const input = zone?.querySelector('input[type="file"]');
  if (!input || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target.type === "file") check(zone, event.target);
});
