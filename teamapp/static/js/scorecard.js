// A scorecard that cannot be lost: every change goes to the server within two seconds, waits on this device while
// there is no connection, and never writes over what another device has saved. Without this file the form submits plainly.

const form = document.querySelector("form.scorecard[data-save]");
if (form && !("unsaved" in form.dataset)) start(form);

function start(form) {
  const PAUSE = 800, LONGEST = 2000, PATIENCE = 15000, RETRY = [2000, 4000, 8000, 15000, 30000];
  const key = `card-${form.dataset.card}-${form.dataset.user}`;
  const known = {}, dirty = {}, clashes = {};
  let revision = Number(form.elements.revision.value);
  let sending = false, failures = 0, lostSince = "", pause, longest, retry;

  // --- Fields -------------------------------------------------------------------

  const names = [...new Set([...form.elements].map((element) => element.name))].filter((name) => /^(mark|why|evidence|minutes)-|^(recommendation|summary)$/.test(name));
  const controls = (name) => form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
  const valueOf = (name) => {
    if (name.startsWith("why-") && valueOf(`mark-${name.slice(4)}`) !== "none") return "";
    const [first] = controls(name);
    return first.type === "radio" ? (form.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value ?? "") : first.value;
  };
  const sent = (name) => { // by the server; what stands in the field may have been typed before this file came
    if (name.startsWith("why-") && sent(`mark-${name.slice(4)}`) !== "none") return "";
    const [first] = controls(name);
    if (first.type === "radio") return [...controls(name)].find((radio) => radio.defaultChecked)?.value ?? "";
    return first.options ? ([...first.options].find((option) => option.defaultSelected) ?? first.options[0]).value : first.defaultValue;
  };
  const put = (name, value) => {
    const found = controls(name);
    if (found[0].type === "radio") for (const radio of found) radio.checked = radio.value === value;
    else if (!name.startsWith("why-") || value) found[0].value = value;
    show(name);
  };
  const sectionOf = (name) => controls(name)[0].closest(".card-skill");

  // --- What this device keeps -----------------------------------------------------

  const kept = () => {
    try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; }
  };
  const mine = new Set(); // what another tab keeps stays until that tab has sent it, or this one has taken it up
  const keep = () => {
    const all = kept();
    for (const name of mine) if (!(name in dirty)) { delete all[name]; mine.delete(name); }
    for (const [name, value] of Object.entries(dirty)) { all[name] = { value, base: known[name] }; mine.add(name); }
    try {
      if (Object.keys(all).length) localStorage.setItem(key, JSON.stringify(all));
      else localStorage.removeItem(key);
    } catch { /* a full or closed store: the server is still asked */ }
  };

  // --- Saving ---------------------------------------------------------------------

  const waiting = () => Object.fromEntries(Object.entries(dirty).filter(([name]) => !(name in clashes)));
  const schedule = () => {
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
    longest ??= setTimeout(send, LONGEST);
  };

  async function send({ leaving = false } = {}) {
    clearTimeout(pause); clearTimeout(longest); clearTimeout(retry);
    longest = undefined;
    const batch = waiting();
    if (sending || !Object.keys(batch).length) return;
    sending = true;
    showState("saving");
    const body = new FormData();
    body.set("revision", revision);
    for (const [name, value] of Object.entries(batch)) body.set(name, value);
    let response;
    try {
      response = await fetch(form.dataset.save, {
        method: "POST", body, redirect: "manual", keepalive: leaving, credentials: "same-origin",
        headers: { "X-CSRFToken": token() }, signal: AbortSignal.timeout(PATIENCE),
      });
      await take(response, batch);
    } catch {
      lost();
    }
    sending = false;
    if (!failures && Object.keys(waiting()).length) schedule();
  }

  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

  async function take(response, batch) {
    if (response.type === "opaqueredirect" || response.status === 403) return signedOut();
    if (response.status === 404) return closed();
    const answer = await response.json();
    if (response.status === 409) return differ(answer, batch);
    if (response.status === 400) return refused(answer.error);
    if (!response.ok) throw new Error(response.status);
    failures = 0;
    lostSince = "";
    revision = answer.revision;
    form.elements.revision.value = revision;
    for (const [name, value] of Object.entries(batch)) {
      known[name] = value;
      if (dirty[name] === value) delete dirty[name];
      fieldState(name, `Saved ${answer.saved}`);
    }
    keep();
    form.querySelector("[data-steps]").innerHTML = answer.steps;
    if (Object.keys(clashes).length) return;
    banner();
    showState("saved", answer.saved);
  }

  function differ(answer, batch) {
    revision = answer.revision;
    form.elements.revision.value = revision;
    for (const [name, theirs] of Object.entries(answer.current)) {
      if (!(name in dirty)) { known[name] = theirs; put(name, theirs); }
      else if (theirs !== known[name] && theirs !== dirty[name]) clash(name, theirs, answer.saved);
      else known[name] = theirs;
    }
    for (const name of Object.keys(batch)) if (dirty[name] === known[name]) delete dirty[name];
    failures = 0;
    keep();
    if (Object.keys(clashes).length) showState("conflict");
  }

  function lost() {
    failures += 1;
    lostSince ||= new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const count = Object.keys(waiting()).length;
    for (const name of Object.keys(waiting())) fieldState(name, "Saving when you are back");
    showState("offline");
    banner(`No connection since ${lostSince}.`, `Kept on this device; ${count === 1 ? "1 change goes" : `${count} changes go`} out by ${count === 1 ? "itself" : "themselves"} when you are back.`);
    retry = setTimeout(send, RETRY[Math.min(failures, RETRY.length) - 1]);
  }

  function signedOut() {
    failures += 1;
    showState("refused");
    banner("You are signed out.", "What you typed is kept on this device. Sign in in another tab, and it goes out by itself.", form.dataset.signIn);
    retry = setTimeout(send, RETRY[Math.min(failures, RETRY.length) - 1]);
  }

  function closed() {
    failures = 1;
    for (const name of Object.keys(dirty)) delete dirty[name];
    localStorage.removeItem(key);
    showState("refused");
    banner("This card is no longer open to you.", "The interview was called off, or your part in this opening has ended.");
  }

  function refused(words) {
    failures = 1;
    showState("refused");
    banner("Not saved.", words);
  }

  // --- The same field changed on two devices ------------------------------------------

  function clash(name, theirs, at) {
    clashes[name] = theirs;
    const place = controls(name)[0].closest(".field, .anchors");
    form.querySelector(`[data-clash="${CSS.escape(name)}"]`)?.remove();
    const box = document.createElement("div");
    box.className = "banner banner-bad clash";
    box.dataset.clash = name;
    box.setAttribute("role", "alert");
    const inside = document.createElement("div");
    const head = document.createElement("strong");
    head.textContent = `Changed on another device at ${at}.`;
    const words = document.createElement("p");
    words.className = "preserve";
    words.textContent = `There: ${told(name, theirs)}\nHere: ${told(name, dirty[name])}`;
    const row = document.createElement("div");
    row.className = "cluster";
    row.append(choice("Keep what is here", () => settle(name, false)), choice("Take the other", () => settle(name, true)));
    inside.append(head, words, row);
    box.append(inside);
    place.before(box);
    fieldState(name, "Waits for your choice");
    for (let around = box.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    box.scrollIntoView({ block: "center" });
  }
  const UNSAID = { mark: { none: "not assessed", "": "no mark" }, minutes: { none: "not asked", "": "not said" } };
  const told = (name, value) => UNSAID[name.split("-", 1)[0]]?.[value] ?? (value || "(empty)");
  const choice = (words, act) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-quiet btn-sm", textContent: words, onclick: act });
    return button;
  };
  function settle(name, takeTheirs) {
    known[name] = clashes[name];
    delete clashes[name];
    form.querySelector(`[data-clash="${CSS.escape(name)}"]`)?.remove();
    if (takeTheirs) { delete dirty[name]; put(name, known[name]); }
    keep();
    if (Object.keys(dirty).length) schedule();
    else if (!Object.keys(clashes).length) { banner(); showState("saved", ""); }
  }

  // --- What the page shows ----------------------------------------------------------------

  function showState(state, at = "") {
    const shown = form.querySelector(`template[data-state="${state}"]`).content.cloneNode(true);
    if (at) shown.querySelector(".save-state > span").append(` ${at}`);
    form.querySelector("[data-states]").replaceChildren(shown);
  }
  function banner(strong = "", words = "", url = "") {
    const place = form.querySelector("[data-banner-place]");
    if (!strong) return place.replaceChildren();
    const shown = form.querySelector("template[data-banner]").content.cloneNode(true);
    const head = Object.assign(document.createElement("strong"), { textContent: strong });
    const link = url ? Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener", textContent: "Sign in" }) : "";
    shown.querySelector(".banner > div").replaceChildren(head, ` ${words} `, link);
    place.replaceChildren(shown);
  }
  const fieldState = (name, words) => {
    const shown = controls(name)[0].closest(".field")?.querySelector("[data-field-state]");
    if (shown) shown.textContent = words;
  };

  function show(name) {
    const section = sectionOf(name);
    const disc = section.querySelector("[data-disc]"), words = section.querySelector("[data-words]"), skill = section.dataset.skill;
    if (skill === "overall") {
      const chosen = form.querySelector("[name=recommendation]:checked");
      if (chosen) { disc.className = "mark-disc"; disc.textContent = "✓"; words.textContent = chosen.closest("label").querySelector("b").textContent; }
    } else {
      const mark = valueOf(`mark-${skill}`), evidence = valueOf(`evidence-${skill}`).trim();
      disc.className = `mark-disc${mark === "none" ? " none" : mark ? "" : " open"}`;
      disc.textContent = mark === "none" ? "–" : mark;
      const why = controls(`why-${skill}`)[0].selectedOptions[0].textContent.toLowerCase();
      words.textContent = mark === "none" ? `Not assessed: ${why}` : mark ? (evidence ? "Evidence noted" : "No evidence noted") : section.dataset.must === "1" ? "Must-have, not yet rated" : "Not yet rated";
      const needed = ["1", "2", "5"].includes(mark);
      section.querySelector("[data-hint]").textContent = needed ? `A mark of ${mark} needs it.` : `Optional${mark && mark !== "none" ? ` for a ${mark}` : " for a 3 or 4"}. A mark of 1, 2 or 5 needs it.`;
    }
    const text = section.querySelector("textarea");
    section.querySelector("[data-count]").textContent = text.value ? `${text.value.length.toLocaleString("en-GB")} characters` : "";
  }

  // --- Moving through the card ------------------------------------------------------------

  const sections = () => [...form.querySelectorAll(":scope > .card-skill")];
  const openSection = () => form.querySelector(".card-skill[open]");
  function following() {
    const all = sections(), at = all.indexOf(openSection());
    return all[at + 1] ?? (at < 0 ? all.at(-1) : null);
  }
  function showNext() {
    const next = following();
    form.querySelector("[data-next-words]").textContent = next ? `Next: ${next.querySelector("h2").textContent}` : "Review and submit";
  }
  async function goOn() {
    const next = following();
    if (next) {
      next.open = true;
      next.querySelector("summary").focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" });
      return send();
    }
    for (let tries = 0; sending && tries < 40; tries += 1) await new Promise((done) => setTimeout(done, 50));
    await send();
    if (Object.keys(dirty).length) banner("Not everything is saved yet.", "The review opens once it is. What you typed is kept on this device.");
    else location.assign(form.dataset.review);
  }

  form.addEventListener("toggle", (event) => {
    if (!event.target.matches(".card-skill") || !event.target.open) return;
    for (const other of form.querySelectorAll(".card-skill[open]")) if (other !== event.target) other.open = false;
    showNext();
  }, true);
  form.addEventListener("submit", (event) => { event.preventDefault(); goOn(); });

  // --- Events ---------------------------------------------------------------------------------

  const changed = (name) => {
    const touched = /^(mark|why)-/.test(name) ? ["mark", "why"].map((part) => `${part}-${name.slice(name.indexOf("-") + 1)}`) : [name];
    for (const each of touched) {
      const value = valueOf(each);
      if (value === known[each] && !sending) delete dirty[each];
      else dirty[each] = value;
    }
    keep();
    show(name);
    if (failures && !navigator.onLine) return lost();
    showState("saving");
    schedule();
  };
  form.addEventListener("input", (event) => names.includes(event.target.name) && changed(event.target.name));
  form.addEventListener("change", (event) => names.includes(event.target.name) && event.target.matches("select, [type=radio]") && changed(event.target.name));
  window.addEventListener("online", () => send());
  window.addEventListener("focus", () => send());
  document.addEventListener("visibilitychange", () => send({ leaving: document.hidden }));
  window.addEventListener("pagehide", () => send({ leaving: true }));

  const hints = form.querySelector("[data-keys]");
  const keysOn = () => localStorage.getItem("card-keys") !== "off";
  const showKeys = () => { hints.hidden = false; hints.querySelector("button").textContent = keysOn() ? "Switch off" : "Switch on"; };
  hints.querySelector("button").addEventListener("click", () => { localStorage.setItem("card-keys", keysOn() ? "off" : "on"); showKeys(); });
  document.addEventListener("keydown", (event) => {
    if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, input:not([type=radio])")) return;
    const skill = openSection()?.dataset.skill;
    if (event.key.toLowerCase() === "n") { event.preventDefault(); goOn(); }
    else if (/^[0-5]$/.test(event.key) && skill && skill !== "overall") {
      event.preventDefault();
      form.querySelector(`[name="mark-${CSS.escape(skill)}"][value="${event.key === "0" ? "none" : event.key}"]`).click();
    }
  });

  // --- Begin: what the server has, then what this device still holds -------------------------------

  for (const name of names) {
    known[name] = sent(name);
    if (valueOf(name) !== known[name]) dirty[name] = valueOf(name);
    show(name);
  }
  for (const [name, { value, base }] of Object.entries(kept())) {
    mine.add(name);
    if (!names.includes(name) || value === known[name]) continue;
    dirty[name] = value;
    const theirs = known[name];
    put(name, value);
    if (base !== theirs) clash(name, theirs, "an earlier time");
  }
  keep();
  if (Object.keys(clashes).length) showState("conflict");
  send();
  showKeys();
  showNext();
  for (const gap of [location.hash.slice(1)].filter(Boolean)) {
    const wanted = document.getElementById(gap);
    if (wanted?.matches("details")) wanted.open = true;
    wanted?.scrollIntoView({ block: "center" });
  }
}
