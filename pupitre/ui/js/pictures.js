// What is wider than its box starts where today is, or at what is chosen.
const showNow = () => {
  for (const box of document.querySelectorAll("[data-scroll-now]")) {
    const now = box.querySelector(".now, [aria-current]");
    if (now && box.scrollWidth > box.clientWidth) {
      const place = now.getBoundingClientRect().left - box.getBoundingClientRect().left;
      box.scrollLeft += place - box.clientWidth / 3;
    }
  }
};
showNow();
document.addEventListener("htmx:afterSettle", showNow);
