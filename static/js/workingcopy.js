// Keeps what is written in the form of a story and not saved yet: with the newsroom every few seconds, and in this
// browser while the newsroom does not take it. Says who else has the story open.

const place = document.querySelector("#writing"); // what the server tells this module
const EVERY = 4000; // milliseconds between two looks at the form
const PAUSE = 1200; // between two copies: the newsroom takes no more
const BEAT = 20_000; // between two signs of life when nothing changes
const AWAKE = 600_000; // without a key or a click for so long, no more signs of life: the session may end
const KEPT = 7 * 24 * 3_600_000;
const KEEPALIVE_MAX = 60_000; // bytes that a browser sends for a page that is closing
const REFUSED =
  "The newsroom did not take your text: your session has ended, or you may not change this story any more. It is kept in this browser.";
const AWAY = "The newsroom cannot be reached. Your text is kept in this browser.";

function start(form) {
  const story = form.elements._story.value;
  const prefix = `working-copy ${place.dataset.account} `;
  const key = prefix + story;
  const notice = document.createElement("div");
  notice.className = "unsaved";
  notice.setAttribute("role", "alert");
  notice.hidden = true;
  form.before(notice);

  let sent = "unsaved" in place.dataset ? "" : written();
  let heard = Date.now(); // of the newsroom
  let keptAt = 0;
  let active = Date.now();
  let busy = false;
  let leaving = false;

  /** What the form holds, as one string. */
  function written() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (!name.startsWith("_") && name !== "csrfmiddlewaretoken") fields.append(name, value);
    }
    return fields.toString();
  }

  /** The token of this session: another one than the form's when somebody has logged in again since. */
  function token() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function keepHere(fields) {
    try {
      localStorage.setItem(key, JSON.stringify({ fields, at: Date.now() }));
    } catch {
      // no room, or not allowed: the newsroom's copy is all there is
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

  function wayIn() {
    const link = document.createElement("a");
    link.href = `${place.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.textContent = "Log in again in a new tab, then go on here";
    return link;
  }

  /** Sends what changed, or a sign of life; gives whether the newsroom would take the form. */
  async function send(fields, keepalive = false) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(), _story: story });
    const changed = fields !== sent && Date.now() - keptAt > PAUSE;
    if (changed) body.append("_fields", fields);
    let answer;
    try {
      const signal = AbortSignal.timeout(8000);
      answer = await fetch(place.dataset.keep, { method: "POST", body, redirect: "manual", keepalive, signal });
    } catch {
      if (changed) keepHere(fields);
      say(AWAY);
      return false;
    }
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      keepHere(fields);
      say(REFUSED, wayIn());
      return false;
    }
    heard = Date.now();
    say("");
    if (answer.ok) {
      const told = await answer.json();
      if (changed && told.kept) {
        [sent, keptAt] = [fields, Date.now()];
        localStorage.removeItem(key);
      }
      tell(told, changed && told.kept);
    } else if (changed) {
      keepHere(fields); // too much for the newsroom
    }
    return true;
  }

  function tell({ kept, others }, changed) {
    const said = others.length ? `Open elsewhere: ${others.join("; ")}` : "";
    const box = document.querySelector("#others");
    if (box.textContent !== said) box.textContent = said;
    if (changed) document.querySelector("#kept").textContent = `Not saved yet; a copy is kept since ${kept}.`;
  }

  async function look() {
    if (busy || leaving) return;
    const fields = written();
    const alive = document.visibilityState === "visible" && Date.now() - active < AWAKE;
    if (fields === sent && !(alive && Date.now() - heard > BEAT)) return;
    busy = true;
    await send(fields);
    busy = false;
  }

  function hide() {
    if (document.visibilityState !== "hidden" || leaving) return;
    const fields = written();
    if (fields === sent) return;
    keepHere(fields);
    if (fields.length < KEEPALIVE_MAX) send(fields, true);
  }

  /** Looks first whether the newsroom would take the form: a session that has ended would lose it. */
  async function submit(event) {
    if (leaving) return;
    event.preventDefault();
    const { submitter } = event;
    if (!(await send(written()))) {
      notice.scrollIntoView({ block: "center" });
      return;
    }
    leaving = true;
    form.elements.csrfmiddlewaretoken.value = token();
    form.requestSubmit(submitter);
  }

  setInterval(look, EVERY);
  send(sent || written());
  document.addEventListener("visibilitychange", hide);
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { active = Date.now(); });
  addEventListener("pageshow", () => { leaving = false; }); // back from the next page
  form.addEventListener("submit", submit);
  offerKept(form, prefix, story);
}

/** Offers what this browser has kept of the story, unless the newsroom offers the same. */
function offerKept(form, prefix, story) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const { fields, at } = JSON.parse(localStorage.getItem(key));
    const name = key.slice(prefix.length);
    const offered = [...document.querySelectorAll(".unsaved [name=_fields]")].some((one) => one.value === fields);
    if (Date.now() - at > KEPT || offered) localStorage.removeItem(key);
    else if (name === story || (name.startsWith("new-") && story.startsWith("new-"))) form.before(kept(form, key, name, fields, at));
  }
}

function kept(form, key, name, fields, at) {
  const box = document.createElement("section");
  box.className = "unsaved";
  box.setAttribute("aria-label", "Text kept in this browser");
  const words = document.createElement("p");
  const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  words.textContent = `This browser has kept unsaved text, ${when}: ${new URLSearchParams(fields).get("headline") || "no headline yet"}`;
  const taker = document.createElement("form");
  taker.method = "post";
  for (const [field, value] of [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["_fields", fields], ["_take_up", name]]) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: field, value });
    taker.append(input);
  }
  const take = document.createElement("button");
  take.textContent = "Take it up";
  const discard = document.createElement("button");
  discard.type = "button";
  discard.textContent = "Discard it";
  discard.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  taker.append(take, " ", discard);
  box.append(words, taker);
  return box;
}

if (place) start(place.closest("form"));
