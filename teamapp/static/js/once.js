// A form is sent once: a second press while the first is on its way does nothing. After eight seconds it may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.ariaBusy) return event.preventDefault();
  form.ariaBusy = "true";
  setTimeout(() => (form.ariaBusy = null), 8000);
});
window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[aria-busy]").forEach((form) => (form.ariaBusy = null)));
