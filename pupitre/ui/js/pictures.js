// A wide picture in a narrow box starts where today is.
for (const box of document.querySelectorAll("[data-scroll-now]")) {
  const now = box.querySelector(".now");
  if (now && box.scrollWidth > box.clientWidth) {
    const place = now.getBoundingClientRect().left - box.getBoundingClientRect().left;
    box.scrollLeft = place - box.clientWidth / 3;
  }
}
