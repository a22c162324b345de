// Once the preview of a letter is open, it follows what is typed: it is printed anew on a pause.
// Without it every press of the button prints once.
"use strict";

(() => {
  const PAUSE = 2000; // milliseconds without a key
  const button = document.querySelector("[data-preview]");
  const form = button?.form;
  let shown = null;
  let due = 0;
  if (!form) return;
  button.addEventListener("click", () => {
    shown = window.open("", button.formTarget);
  });
  form.addEventListener("input", () => {
    clearTimeout(due);
    if (!shown || shown.closed) return;
    due = setTimeout(() => {
      if (!shown.closed) form.requestSubmit(button);
    }, PAUSE);
  });
})();
