// A button that was pressed says so after 300 ms; pressing it twice sends once. The summary of errors takes the focus.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) setTimeout(() => button.setAttribute("aria-busy", "true"), 300);
});

// A page that the browser brings back from its memory can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

// What htmx sends stays on the page, so its form can be sent again once the answer is there.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

document.getElementById("errors")?.focus();
