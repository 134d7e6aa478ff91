// Review by one key. The page works without this script; with it, a decision is kept in the browser before it is sent, sent again until
// the desk has it (the desk keeps the same decision once), and the next row is shown without leaving the page.
"use strict";
(() => {
  const UNSENT = "foedera.review.unsent", EVERY = 4000, PATIENCE = 8000, AHEAD = 3;
  const ahead = new Map(); // pages of the rows that come next, for when the network is gone
  let token = card().dataset.token, tag = "", sending = false, busy = false;

  function card() { return document.getElementById("results"); }
  function say(name) { return card().dataset["say" + name]; }
  function unsent() { try { return JSON.parse(localStorage.getItem(UNSENT)) || []; } catch { return []; } }
  function keep(list, shown = true) { localStorage.setItem(UNSENT, JSON.stringify(list)); if (shown) tell(); }
  function change(id, more) { keep(unsent().map((one) => (one.id === id ? { ...one, ...more } : one))); }
  function forget(id) { keep(unsent().filter((one) => one.id !== id)); }

  // What is not saved yet, and what somebody decided meanwhile.
  function tell(words = "") {
    const place = document.getElementById("unsent"), waiting = unsent();
    place.replaceChildren();
    if (!waiting.length) { if (words) place.append(line("p", words, "soft")); return; }
    const note = line("div", "", "note");
    note.append(line("p", words || say("Kept")), line("p", say("Waits")));
    const list = document.createElement("ul");
    for (const one of waiting) {
      const item = line("li", one.told);
      if (one.meanwhile) {
        item.append(line("p", say("Meanwhile")), ...one.meanwhile.map((text) => line("p", text, "judged")));
        item.append(button(say("Anyway"), () => { change(one.id, { meanwhile: null, pairs: [...one.pairs, ["anyway", "1"]] }); flush(); }));
      }
      if (one.refused) item.append(line("p", one.refused, "trouble"));
      if (one.meanwhile || one.refused) item.append(button(say("Drop"), () => forget(one.id)));
      list.append(item);
    }
    note.append(list);
    place.append(note);
  }
  function line(tag, text, name = "") { const e = document.createElement(tag); e.textContent = text; if (name) e.className = name; return e; }
  function button(text, act) { const e = line("button", text); e.type = "button"; e.addEventListener("click", act); return e; }

  // Sending. "kept": the desk has it; "waits": it will be sent again; "asks": a person must look at it.
  async function post(one, renewed = false) {
    const body = new URLSearchParams(one.pairs.filter(([name]) => name !== "form_token"));
    const headers = { accept: "application/json", "x-foedera-form": token };
    let answer;
    try { answer = await fetch(one.url, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) }); } catch { return { state: "waits" }; }
    if (answer.status === 403 && !renewed && (await renew())) return post(one, true);
    if (answer.status === 401 || answer.status === 403) return { state: "waits", words: say("Login") };
    if (answer.status === 429 || answer.status >= 500) return { state: "waits" };
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return { state: "kept", next: said.next };
    if (answer.status === 409) return { state: "asks", meanwhile: said.meanwhile };
    return { state: "asks", refused: said.told || String(answer.status) };
  }
  async function renew() {
    try {
      const found = read(await (await fetch("/review", { signal: AbortSignal.timeout(PATIENCE) })).text());
      if (!found) return false;
      token = found.dataset.token;
      return true;
    } catch { return false; }
  }
  async function flush() {
    if (sending) return;
    sending = true;
    let words = "", any = false;
    for (const one of unsent().filter((o) => !o.meanwhile && !o.refused)) {
      any = true;
      const done = await post(one);
      if (done.state === "kept") forget(one.id);
      else if (done.state === "asks") change(one.id, { meanwhile: done.meanwhile, refused: done.refused });
      else { words = done.words || ""; break; }
    }
    sending = false;
    if (!any) return;
    if (!unsent().length && !document.querySelector("#edit[open], #merge[open], #split[open]")) await go(location.href, false); // the page may be older
    tell(unsent().length ? words : say("Sent"));
  }

  function pairs(form, submitter) {
    const found = [...new FormData(form).entries()].filter(([, value]) => typeof value === "string");
    if (submitter && submitter.name) found.push([submitter.name, submitter.value]);
    const why = document.getElementById("why");
    if (why && why.value && !found.some(([name, value]) => name === "why" && value)) found.push(["why", why.value]);
    const key = [...crypto.getRandomValues(new Uint8Array(9))].map((n) => n.toString(36)).join(""); // of this press, not of the page
    return found.map(([name, value]) => (name === "key" ? [name, key] : [name, value]));
  }
  async function decide(form, submitter) {
    if (busy) return;
    busy = true;
    const said = pairs(form, submitter);
    const title = document.getElementById("card-title");
    const verb = submitter ? submitter.lastChild.textContent.trim() : "";
    const one = { id: Date.now() + "-" + Math.random(), url: form.getAttribute("action"), pairs: said, told: title ? verb + " — " + title.textContent : verb };
    keep([...unsent(), one], false); // shown only where it does not get through at once
    const done = await post(one);
    const here = location.search, next = new URLSearchParams(said).get("next");
    if (done.state === "kept") { forget(one.id); await go(done.next); }
    else if (done.state === "waits") {
      tell(done.words);
      const onward = new URLSearchParams(here);
      onward.delete("row"); onward.delete("meanwhile");
      if (next) { onward.set("row", next); await go("/review?" + onward); } else tell(say("Offline"));
    } else change(one.id, { meanwhile: done.meanwhile, refused: done.refused });
    busy = false;
  }
  async function takeBack(form) {
    const waiting = unsent();
    if (waiting.length) { // what never reached the desk, or may have: it is taken back there by its key, and dropped here
      const last = waiting[waiting.length - 1], key = new URLSearchParams(last.pairs).get("key");
      keep([...waiting.slice(0, -1), { id: last.id + "-undo", url: "/review/undo", pairs: [["key", key]], told: "↶ " + last.told }]);
      await flush();
      return;
    }
    if (!form || busy) return;
    busy = true;
    const done = await post({ url: form.getAttribute("action"), pairs: pairs(form) });
    if (done.state === "kept") await go(done.next); else tell(done.refused || done.words || say("Kept"));
    busy = false;
  }

  // Showing another row without leaving the page.
  function read(text) { return new DOMParser().parseFromString(text, "text/html").getElementById("results"); }
  async function go(url, push = true) {
    let text = null;
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), headers: { accept: "text/html" } });
      if (answer.redirected && new URL(answer.url).pathname !== "/review") { location.href = answer.url; return; }
      text = await answer.text();
    } catch { text = ahead.get(rowOf(url)) || null; }
    const found = text && read(text);
    if (!found) { tell(say("Offline")); return; }
    card().replaceWith(document.adoptNode(found));
    token = card().dataset.token || token;
    tag = "";
    if (push) history.pushState({}, "", url);
    (document.getElementById("card-title") || document.querySelector("h1")).scrollIntoView({ block: "nearest" });
    document.querySelector("#review h1").focus({ preventScroll: true });
    if (window.htmx) window.htmx.process(card());
    look();
  }
  function rowOf(url) { return new URL(url, location.href).searchParams.get("row") || ""; }
  function look() { // fetch the next few rows
    const near = [...document.querySelectorAll("[data-neighbour]")].slice(0, AHEAD).map((a) => a.getAttribute("href"));
    for (const url of near) {
      if (ahead.has(rowOf(url))) continue;
      fetch(url).then((a) => (a.ok ? a.text() : null)).then((text) => { if (text) ahead.set(rowOf(url), text); }).catch(() => {});
    }
    while (ahead.size > 20) ahead.delete(ahead.keys().next().value);
  }

  // Others at work.
  async function watch() {
    if (document.visibilityState === "hidden") return;
    const { row, seen } = card().dataset;
    try {
      const answer = await fetch("/review/changes?" + new URLSearchParams({ row, seen }), { headers: tag ? { "if-none-match": tag } : {} });
      if (answer.status === 200) {
        tag = answer.headers.get("etag") || "";
        const said = await answer.json();
        if (row !== card().dataset.row) return;
        show(said);
      }
      if (unsent().length) flush();
    } catch { /* no network: the next time */ }
  }
  function show(said) {
    const place = document.getElementById("meanwhile"), latest = document.getElementById("latest");
    if (latest && said.latest.length) latest.replaceChildren(...said.latest.map((text) => line("li", text)));
    if (!place || !said.meanwhile.length) return;
    const note = line("div", "", "note"), list = document.createElement("ul");
    list.append(...said.meanwhile.map((text) => line("li", text)));
    note.append(line("p", say("Meanwhile")), list);
    place.replaceChildren(note);
  }

  function fold(id, open) {
    const part = document.getElementById(id);
    if (!part) return;
    part.open = open === undefined ? !part.open : open;
    if (part.open) (part.querySelector("input:not([type=hidden]), select") || part.querySelector("summary")).focus();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-decide]")) { event.preventDefault(); decide(form, event.submitter); }
    if (form.matches("[data-undo]")) { event.preventDefault(); takeBack(form); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#results a[data-key], #results a[data-neighbour]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const to = link.getAttribute("href");
    if (to === "#edit" || to === "#merge" || to === "#split") fold(to.slice(1), true); else go(to);
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type);
    if (event.key === "Escape") { for (const id of ["edit", "merge", "split"]) fold(id, false); event.target.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "?") { event.preventDefault(); fold("help"); return; }
    if (event.key === "u") { event.preventDefault(); takeBack(document.querySelector("[data-undo]")); return; }
    const wanted = /^[a-z]$/.test(event.key) && document.querySelector(`#results [data-key="${event.key}"]`);
    if (wanted) { event.preventDefault(); wanted.click(); }
  });
  addEventListener("popstate", () => go(location.href, false));
  addEventListener("online", flush);
  document.addEventListener("htmx:afterSwap", () => { token = card().dataset.token || token; tag = ""; look(); });
  setInterval(watch, EVERY);
  if (unsent().length) { tell(); flush(); }
  look();
})();
