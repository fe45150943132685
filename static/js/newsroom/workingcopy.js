// Keeps unsaved text of a story's form: on the server every few seconds, and in this browser while the server does not
// accept it. Shows who else has the story open. The copy belongs to this form only: copies of other forms are offered,
// and are removed only by saving those forms or by hand.

import { allTaken } from "articles/combobox";
import { isSaved, refresh, sendHere, staysHere } from "articles/inplace";

const place = document.querySelector("#writing"); // the server's data for this module
const EVERY = 4000; // milliseconds between two looks at the form
const PAUSE = 1200; // between two copies: the server accepts no more
const BEAT = 20_000; // between two heartbeats if nothing changes
const AWAKE = 600_000; // after this time without a key or a click the heartbeat stops: the session may end
const PATIENCE = 8000; // to wait for an answer
const PATIENCE_AT_SAVING = 30_000;
const TWICE = 2000; // within which a second press of a button is an accident
const STOPPED = 10_000; // after which a form that was sent and is still here was not accepted
const DAY = 24 * 3_600_000;
const KEEPALIVE_MAX = 60_000; // bytes that a browser sends for a closing page
const REFUSED =
  "The newsroom did not take your text: your session has ended, or you may not change this story any more.";
const AWAY = "The newsroom cannot be reached.";
const TOO_MUCH = "Your text is too long for the newsroom to keep a copy. Save it, if need be in parts.";
const HERE = "Your text is kept in this browser.";
const NOWHERE = "This browser has no room to keep your text: copy it to another program before you leave this page.";
const WAITING = "Waiting for the newsroom…";

function start(form) {
  let name = form.elements._form.value;
  let story = form.elements._story.value;
  const prefix = `working-copy ${place.dataset.account} `;
  let key = prefix + name;
  const notice = document.createElement("div");
  notice.className = "unsaved";
  notice.setAttribute("role", "alert");
  notice.hidden = true;
  form.before(notice);
  form.autocomplete = "off"; // otherwise a returning browser fills old text into a form of a newer version

  let served = "unsaved" in place.dataset ? null : written(); // what is saved; null if unknown
  let sent = served; // what the server has
  let held = false; // whether the server has a copy of this form
  let heard = Date.now(); // when the server last answered
  let keptAt = 0;
  let hereAt = 0; // when this browser last stored a copy
  let nowhere = false; // stored neither on the server nor in this browser
  let active = Date.now();
  let busy = 0;
  let line = Promise.resolve(); // the requests under way to the server
  let asking = false; // whether the check before the form is sent is under way
  let submitted = null; // the form's values when it was sent
  let submittedAt = 0;
  let passing = false;

  /** Returns the form's values as one string. */
  function written() {
    const fields = new URLSearchParams();
    for (const [field, value] of new FormData(form)) {
      if (!field.startsWith("_") && field !== "csrfmiddlewaretoken") fields.append(field, value);
    }
    return fields.toString();
  }

  /** Returns the CSRF token of this session; it differs from the form's if someone has logged in again since. */
  function token() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function keepHere(fields) {
    try {
      if (fields === served) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ fields, story, at: Date.now() }));
      hereAt = Date.now();
      nowhere = false;
    } catch {
      nowhere = true; // storage is full or not allowed
    }
  }

  function forgetHere(kept) {
    try {
      localStorage.removeItem(kept);
    } catch {
      // storage is not allowed, so nothing is stored
    }
  }

  function say(text, ...more) {
    if (notice.dataset.said === text) return;
    notice.dataset.said = text;
    notice.hidden = !text;
    const words = document.createElement("p");
    words.textContent = text;
    notice.replaceChildren(words, ...more);
  }

  /** Handles text that the server has not accepted: stores it in this browser and shows why. */
  function fail(why, fields, ...more) {
    if (fields !== sent) keepHere(fields);
    say(`${why} ${nowhere ? NOWHERE : HERE}`, ...more);
  }

  function wayIn() {
    const link = document.createElement("a");
    link.href = `${place.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.textContent = "Log in again in a new tab, then go on here";
    return link;
  }

  /** Sends what changed, or a heartbeat; returns whether the server would accept the form. */
  async function deliver(fields, { leaving = false, closing = false, patience = PATIENCE } = {}) {
    const since = Date.now();
    const ids = { _account: place.dataset.account, _story: story, _form: name };
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(), ...ids });
    const changed = fields !== sent && (leaving || since - keptAt > PAUSE);
    if (changed) body.append("_fields", fields === served ? "" : fields);
    if (leaving) body.append("_leaving", "1");
    if (closing && body.toString().length > KEEPALIVE_MAX) return false; // this browser keeps it
    let answer;
    let told;
    try {
      const signal = AbortSignal.timeout(patience);
      answer = await fetch(place.dataset.keep, { method: "POST", body, redirect: "manual", keepalive: closing, signal });
      if (answer.ok) told = await answer.json();
    } catch {
      fail(AWAY, fields);
      return false;
    }
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      fail(REFUSED, fields, wayIn());
      return false;
    }
    if (answer.status === 429 || answer.status >= 500) {
      fail(AWAY, fields);
      return false;
    }
    heard = Date.now();
    if (told) {
      took(told, fields, changed && told.kept, since);
    } else if (changed) {
      fail(answer.status === 409 ? full() : TOO_MUCH, fields);
    }
    return true;
  }

  function took(told, fields, kept, since) {
    say("");
    if (kept) {
      [sent, keptAt, held, nowhere] = [fields, Date.now(), fields !== served, false];
      if (hereAt <= since) forgetHere(key);
      if (place.dataset.unsaved) forgetHere(prefix + place.dataset.unsaved); // this form continues that text
    } else if (held && told.holds === false) {
      [sent, held] = [undefined, false]; // someone discarded the copy while it is edited here: store it again
    }
    const said = told.others.length ? `Open elsewhere: ${told.others.join("; ")}` : "";
    const box = document.querySelector("#others");
    if (box.textContent !== said) box.textContent = said;
    const copy = document.querySelector("#kept");
    if (kept) copy.textContent = held ? `Not saved yet; a copy is kept since ${told.kept}.` : "";
  }

  function full() {
    const many = place.dataset.atMost;
    return story
      ? `Already ${many} unsaved texts of this story wait, so the newsroom keeps no more. Take them up or discard them.`
      : `Already ${many} unsaved new stories wait, so the newsroom keeps no more. Take them up or discard them.`;
  }

  /** Sends the requests one after the other, so that older text never arrives later. */
  function send(...given) {
    busy += 1;
    line = line.then(() => deliver(...given)).finally(() => { busy -= 1; });
    return line;
  }

  async function look() {
    if (submitted !== null && Date.now() - submittedAt > STOPPED) submitted = null;
    if (busy || submitted !== null) return;
    const fields = written();
    const alive = document.visibilityState === "visible" && Date.now() - active < AWAKE;
    if (fields !== sent || (alive && Date.now() - heard > BEAT)) send(fields);
  }

  /** Uses the last chance before the page is left: sends at once, whatever else is under way. */
  function hide() {
    if (document.visibilityState !== "hidden") return;
    const fields = written();
    if (submitted === null ? fields === sent : fields === submitted) return;
    if (submitted !== null) sent = undefined; // typed after the form was sent: saving has removed the copy
    keepHere(fields);
    line = Promise.all([line, deliver(fields, { leaving: true, closing: true })]);
  }

  /** Checks first whether the server would accept the form, because an ended session would lose it. */
  async function submit(event) {
    if (passing || event.submitter?.formTarget) return; // a preview opens in a new tab and leaves this page alone
    event.preventDefault();
    if (asking || (submitted !== null && Date.now() - submittedAt < TWICE)) return;
    const { submitter } = event;
    asking = true;
    const slow = setTimeout(() => say(WAITING), PAUSE);
    const taken = (await allTaken()) && (await send(written(), { leaving: true, patience: PATIENCE_AT_SAVING }));
    clearTimeout(slow);
    if (taken && staysHere(submitter)) await saveHere(submitter);
    asking = false;
    if (!taken && !notice.hidden) notice.scrollIntoView({ block: "center" });
    if (!taken || staysHere(submitter)) return;
    [submitted, submittedAt, passing] = [written(), Date.now(), true];
    form.requestSubmit(submitter);
    passing = false;
  }

  /** Sends the form without leaving the page. What is typed into the writing meanwhile stays, as text that is not saved yet. */
  async function saveHere(button) {
    const rail = form.querySelector(".rail");
    [submitted, submittedAt] = [written(), Date.now()];
    rail.inert = true; // it is made again by the answer
    const before = form.querySelector(".answer").textContent;
    if (!before) form.querySelector(".answer").textContent = WAITING;
    try {
      const answer = await sendHere(form, button);
      const typedOn = written() !== submitted;
      refresh(form, answer);
      goOn(isSaved(answer.page), typedOn, answer.page.querySelector("#writing")?.dataset.unsaved);
    } catch (error) {
      if (form.querySelector(".answer").textContent === WAITING) form.querySelector(".answer").textContent = "";
      submitted = null;
      keepHere(written());
      say(`${error.message} ${nowhere ? NOWHERE : HERE}`, wayIn());
      notice.scrollIntoView({ block: "center" });
    } finally {
      rail.inert = false;
    }
  }

  /** Goes on in the form that the answer has made of this one; its name, and perhaps its story, are new. */
  function goOn(isNowSaved, typedOn, unsaved) {
    const old = key;
    [name, story] = [form.elements._form.value, form.elements._story.value];
    key = prefix + name;
    if (unsaved === undefined) delete place.dataset.unsaved;
    else place.dataset.unsaved = unsaved;
    say("");
    if (isNowSaved) {
      forgetHere(old);
      [served, held] = [typedOn ? null : written(), false];
      sent = served ?? undefined;
    } else {
      [served, sent, held] = [null, undefined, true];
    }
    submitted = null;
    look();
  }

  /** Handles coming back from the next page: what was sent has been saved, or that page's form continues with it. */
  function show() {
    if (submitted === null) return;
    [served, sent, held, submitted] = [null, submitted, false, null];
  }

  // This page is the answer to a POST. Reload and Back should request the form instead, which offers the text, rather
  // than ask whether to send the same again.
  if (served === null) history.replaceState(history.state, "", location.href);
  setInterval(look, EVERY);
  send(written(), { leaving: served === null });
  document.addEventListener("visibilitychange", hide);
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { active = Date.now(); });
  addEventListener("pageshow", show);
  addEventListener("beforeunload", (event) => {
    if (nowhere && submitted === null && written() !== sent) event.preventDefault();
  });
  form.addEventListener("submit", submit);
  document.addEventListener("submit", ({ target }) => {
    if (target.elements.csrfmiddlewaretoken) target.elements.csrfmiddlewaretoken.value = token();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".unsaved button[name=_discard]");
    if (!button) return;
    event.preventDefault();
    discard(button, token()).catch(() => say(AWAY));
  });
  offerKept(form, prefix, story);
}

/** Discards a waiting text without leaving the page; if that fails, the newsroom's page says why. */
async function discard(button, csrfmiddlewaretoken) {
  const { _kept_at } = button.form.elements;
  const body = new URLSearchParams({ csrfmiddlewaretoken, _account: place.dataset.account, _kept_at: _kept_at.value });
  body.append("_discard", button.value);
  const answer = await fetch(place.dataset.keep, { method: "POST", body, redirect: "manual" });
  if (answer.ok) button.closest(".unsaved").remove();
  else button.form.requestSubmit(button);
}

/** Offers the copies of the story's other forms in this browser, unless the server offers the same text. A form's copy
 * in the browser is newer than the server's, and is shown instead of it. */
function offerKept(form, prefix, story) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    const { fields, at, story: of = /^\d+$/.test(name) ? name : "" } = JSON.parse(localStorage.getItem(key));
    const offered = [...document.querySelectorAll(".unsaved [name=_fields]")].some((one) => one.value === fields);
    if (Date.now() - at > place.dataset.days * DAY || offered) localStorage.removeItem(key);
    else if (of === story && name !== place.dataset.unsaved) form.before(kept(form, key, name, fields, at));
  }
}

function kept(form, key, name, fields, at) {
  const older = document.querySelector(`.unsaved button[name=_take_up][value="${name}"]`)?.closest(".unsaved");
  if (older) older.hidden = true;
  const box = document.createElement("section");
  box.className = "unsaved";
  box.setAttribute("aria-label", "Text kept in this browser");
  const fold = document.createElement("details");
  fold.open = true;
  const words = document.createElement("summary");
  const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  words.textContent = `This browser has kept unsaved text, ${when}: ${new URLSearchParams(fields).get("headline") || "no headline yet"}`;
  const taker = document.createElement("form");
  taker.method = "post";
  const sent = [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["_fields", fields], ["_take_up_here", name]];
  for (const [field, value] of sent) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: field, value });
    taker.append(input);
  }
  const take = document.createElement("button");
  take.textContent = "Take it up";
  const discarder = document.createElement("button");
  discarder.type = "button";
  discarder.textContent = "Discard it";
  discarder.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
    if (older) older.hidden = false;
  });
  taker.append(take, " ", discarder);
  fold.append(words, taker);
  box.append(fold);
  return box;
}

if (place) start(place.closest("form"));
