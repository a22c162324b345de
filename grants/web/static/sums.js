// Shows the sums of a form while it is filled in. The server works them out; nothing is saved.
// A form whose second button saves names the step that only works out: data-sums="sums".
"use strict";

const PAUSE = 700; // milliseconds without a keystroke

for (const form of document.querySelectorAll("form[data-sums]")) {
  let waiting = 0;
  let asked = 0;

  const ask = async () => {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("step", form.dataset.sums || "secondary");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
      if (mine !== asked || ![200, 422].includes(answer.status)) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelectorAll("[data-live]");
      const shown = document.querySelectorAll("[data-live]");
      if (fresh.length !== shown.length) return;
      shown.forEach((place, at) => place.replaceChildren(...fresh[at].childNodes));
    } catch {
      // No connection: the sums stay as they are, and the button still works.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
