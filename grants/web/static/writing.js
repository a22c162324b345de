// Helps while people write: counts, saves on a pause, and keeps on this device what has not arrived.
// Without it every page works the same; each step then saves, and the server counts.
"use strict";

(() => {
  const PAUSE = 4000; // milliseconds without a key
  const AGAIN = 30000; // until the next try when the connection was lost
  const DAYS_KEPT = 7;
  const SHELF = "grants-draft";
  const page = document.documentElement;
  const british = page.lang === "en";
  const locale = british ? "en-GB" : "de-DE";

  // ---- counters

  function lengthOf(text, unit) {
    const trimmed = text.replace(/\r\n?/g, "\n").trim();
    if (unit === "words") return trimmed ? trimmed.split(/\s+/).length : 0;
    return [...trimmed].length;
  }

  const figures = new Intl.NumberFormat(locale);
  for (const counter of document.querySelectorAll("[data-count]")) {
    const field = document.getElementById(counter.dataset.count);
    const show = () => {
      const length = lengthOf(field.value, counter.dataset.unit);
      counter.firstElementChild.textContent = figures.format(length);
      counter.classList.toggle("g-late", length > Number(counter.dataset.most));
    };
    field?.addEventListener("input", show);
    if (field) show();
  }

  // ---- the shelf: what has not arrived, by person and form, on this device only

  const person = page.dataset.person;
  const nameOf = (path) => `${SHELF} ${person} ${path}`;

  function onShelf(path, value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(nameOf(path)));
      if (value === null) localStorage.removeItem(nameOf(path));
      else localStorage.setItem(nameOf(path), JSON.stringify(value));
    } catch { /* a browser may refuse to keep anything */ }
    return null;
  }

  function tidyShelf(every, saved = null) {
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(`${SHELF} `)) continue;
        const { at, page: from } = JSON.parse(localStorage.getItem(name)) ?? { at: 0 };
        const arrived = from === saved && name.startsWith(nameOf(""));
        if (every || arrived || Date.now() - at > DAYS_KEPT * 86400000) localStorage.removeItem(name);
      }
    } catch { /* nothing is kept, so nothing needs tidying */ }
  }

  let signedOut = false;
  tidyShelf(false);
  if (document.querySelector("[data-saved]") && document.referrer) {
    tidyShelf(false, new URL(document.referrer).pathname); // the page before this one was saved
  }
  document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => {
    signedOut = true; // nothing may stay behind on a device that others use, too
    tidyShelf(true);
  });

  // ---- the form that is written in

  const form = document.querySelector("form[data-draft]");
  if (!form || !person) return;

  const path = new URL(form.action).pathname;
  const saves = form.dataset.draft === "save";
  const line = form.querySelector("[data-draft-line]");
  const offer = document.querySelector("[data-draft-offer]");
  const revision = form.elements.namedItem("revision");
  const tell = (words) => { if (line.textContent !== words) line.textContent = words; };
  const fields = () => [...form.elements].filter((field) => form.contains(field) &&
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  const ticks = (field) => ["checkbox", "radio"].includes(field.type);
  const keyOf = (field) => (ticks(field) ? `${field.name}=${field.value}` : field.name);
  const typed = () => Object.fromEntries(
    fields().map((field) => [keyOf(field), ticks(field) ? field.checked : field.value]));
  const now = () => JSON.stringify(typed());

  let arrived = form.hasAttribute("data-unsaved") ? "" : now(); // what the server has
  let asking = false, stopped = false, leaving = false, sending = null, pause = null;

  function shelve() {
    if (asking || signedOut) return; // an older text lies there, and nobody has decided about it
    const same = now() === arrived;
    onShelf(path, same ? null : { at: Date.now(), page: location.pathname, revision: revision?.value, fields: typed() });
  }

  function later(time) {
    clearTimeout(pause);
    if (saves && !stopped) pause = setTimeout(save, time);
  }

  async function save(keepalive = false) {
    if (sending || stopped || leaving || now() === arrived) return;
    const sent = now();
    const body = new URLSearchParams(new FormData(form));
    body.append("step", "pause");
    sending = fetch(form.action, { method: "POST", body, keepalive }).then(
      (answer) => answered(answer, sent), () => lost());
    await sending;
    sending = null;
    shelve();
  }

  async function answered(answer, sent) {
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const { says, revision: stored } = await answer.json();
      arrived = sent;
      if (revision) revision.value = stored;
      tell(says);
      if (now() !== sent) later(PAUSE);
    } else if (answer.status === 401) tell(line.dataset.signedOut);
    else if (answer.status === 409) { stopped = true; tell(line.dataset.conflict); }
    else if (answer.status === 422) tell(`${line.dataset.refused} ${firstProblem(await answer.text())}`);
    else lost();
  }

  function firstProblem(html) {
    const refused = new DOMParser().parseFromString(html, "text/html");
    return refused.querySelector("#errors li")?.firstChild.textContent.trim() ?? "";
  }

  function lost() {
    tell(line.dataset.away);
    later(AGAIN);
  }

  form.addEventListener("input", () => { shelve(); later(PAUSE); });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") { shelve(); if (saves) save(true); }
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(pause);
    shelve();
    if (!sending) { leaving = true; return; }
    event.preventDefault(); // two saves at once would look like two people
    await sending;
    leaving = true;
    form.requestSubmit(event.submitter);
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  // ---- what a lost connection, a closed browser or the back button left behind

  const back = form.querySelector("[data-draft-back]");
  if (saves && back) back.firstElementChild.textContent = back.dataset.draftBack;

  const kept = onShelf(path);
  if (form.hasAttribute("data-unsaved")) { shelve(); later(PAUSE); return; }
  const differs = (field) => keyOf(field) in (kept?.fields ?? {})
    && kept.fields[keyOf(field)] !== (ticks(field) ? field.checked : field.value);
  if (!kept || !fields().some(differs)) { onShelf(path, null); return; }

  asking = true;
  offer.hidden = false;
  offer.querySelector("time").textContent = new Intl.DateTimeFormat(locale, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(kept.at);
  offer.querySelector("[data-draft-take]").addEventListener("click", () => {
    asking = false;
    offer.hidden = true;
    for (const field of fields().filter(differs)) {
      if (ticks(field)) field.checked = kept.fields[keyOf(field)];
      else field.value = kept.fields[keyOf(field)];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (revision) revision.value = kept.revision; // what others saved since is not written over
    fields()[0]?.focus();
  });
  offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
    asking = false;
    offer.hidden = true;
    shelve();
    fields()[0]?.focus();
  });
})();
