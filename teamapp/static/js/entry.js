// Long forms: the sum of a profile’s weights as they are typed, and a question before leaving what is not saved.

const form = document.querySelector("form[data-guarded]");
const added = (fieldset) => [...fieldset.querySelectorAll("[name$='-weight']")].reduce((sum, field) => sum + (parseInt(field.value, 10) || 0), 0);
let isChanged = Boolean(form?.querySelector(".error-summary"));

form?.addEventListener("input", (event) => {
  isChanged = true;
  const fieldset = event.target.closest("[data-weights]");
  if (fieldset) fieldset.querySelector("output").value = added(fieldset);
});
form?.addEventListener("htmx:afterSwap", () => (isChanged = true));
form?.addEventListener("submit", () => (isChanged = false));
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
