// What every page shares. Without this file each page still works by links and form submits.

const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");

// Search: "/" goes to the field, unless someone is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.querySelector(".search input");
  if (!field || !field.offsetParent) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// A link or address to pass on is chosen whole, ready to be copied.
document.addEventListener("focusin", (event) => event.target.matches("input[readonly]") && event.target.select());

// Filters send themselves when a choice changes.
document.addEventListener("change", (event) => event.target.closest("form[data-autosubmit]")?.requestSubmit());

// Toasts wait eight seconds; Bootstrap holds them while the pointer or the focus is on them.
const showToasts = (root) => {
  for (const toast of root.querySelectorAll(".toast:not([data-seen])")) {
    toast.dataset.seen = "";
    bootstrap.Toast.getOrCreateInstance(toast, { delay: 8000 }).show();
  }
};

// A summary of errors takes the focus, so that it is read first.
const focusErrors = (root) => root.querySelector(".error-summary")?.focus();

// On a phone the tabs are one scrolling row: begin where the reader is.
const showTab = (root) => {
  const tab = root.querySelector(".tabs [aria-current]");
  if (tab) tab.closest(".tabs").scrollLeft = tab.offsetLeft - 40;
};

const arrive = (root) => {
  showToasts(root);
  showTab(root);
  focusErrors(root);
};
document.addEventListener("DOMContentLoaded", () => arrive(document));
document.addEventListener("htmx:load", (event) => event.target !== document.body && arrive(event.target));

// A redirect to sign-in must leave the page, not be swapped into a part of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (new URL(xhr.responseURL, location.href).searchParams.has("next")) {
    event.detail.shouldSwap = false;
    location.assign(location.href);
  } else if (xhr.status === 409 || xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// htmx keeps what the reader had in hand: the control with the same id gets the focus back.
let heldId = "";
document.addEventListener("htmx:beforeSwap", () => (heldId = document.activeElement?.id ?? ""));
document.addEventListener("htmx:afterSettle", () => {
  if (heldId && document.activeElement === document.body) document.getElementById(heldId)?.focus({ preventScroll: true });
});

// Drawers: a link opens its page in the drawer beside it; phones follow the link.
let opener = null;
const closeDrawer = (drawer) => {
  drawer.hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus({ preventScroll: true });
  opener = null;
};
document.addEventListener("click", async (event) => {
  const closer = event.target.closest("[data-drawer-close]");
  if (closer) return closeDrawer(closer.closest(".drawer"));
  const link = event.target.closest("a[data-drawer]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || window.innerWidth < 576) return;
  const drawer = document.querySelector(link.dataset.drawer);
  if (!drawer) return;
  event.preventDefault();
  opener?.setAttribute("aria-expanded", "false");
  opener = link;
  await htmx.ajax("GET", link.href, { target: drawer, swap: "innerHTML" });
  drawer.hidden = false;
  link.setAttribute("aria-expanded", "true");
  drawer.focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  const drawer = document.querySelector(".drawer:not([hidden]):not(.drawer-page)");
  if (event.key === "Escape" && drawer && opener) closeDrawer(drawer);
});
