// The choice of theme: kept in a cookie so that the server draws the right one at once.
const root = document.documentElement;
const choices = () => document.querySelectorAll("[data-theme-choice]");
const show = () => choices().forEach((button) => button.setAttribute("aria-pressed", button.dataset.themeChoice === (root.dataset.theme ?? "")));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  const theme = button.dataset.themeChoice;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? 31536000 : 0}; SameSite=Lax${secure}`;
  show();
});
show();
