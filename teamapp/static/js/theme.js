// Blocking and tiny: "as my device" must be known before the first paint.
(() => {
  const root = document.documentElement;
  if (root.dataset.theme !== "device") return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  follow();
  dark.addEventListener("change", follow);
})();
