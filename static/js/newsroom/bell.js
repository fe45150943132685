// Shows how much is new for the account, on every page of the newsroom. Asks every half minute while the page is in
// sight and somebody is at the keyboard; what has not changed is answered by a 304 without a body.

const bell = document.querySelector("#bell");
const EVERY = 30_000; // milliseconds between two questions
const AWAKE = 600_000; // after this time without a key or a click it asks no more: the session may end
const PATIENCE = 8000; // to wait for an answer
const key = `bell ${bell.dataset.account}`;

let active = Date.now();
let asked = 0;
let ended = false;
let kept = remembered();

/** Returns the last answer and its ETag, which an earlier page has kept; null if there is none. */
function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // storage is not allowed
  }
}

function remember() {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // the next page asks without an ETag
  }
}

function show({ new: count, colleagues }) {
  bell.hidden = !colleagues && !count;
  bell.classList.toggle("rings", count > 0);
  const said = count ? `${count} new` : "";
  const place = bell.querySelector(".bell-count");
  if (place.textContent !== said) place.textContent = said;
}

async function ask() {
  asked = Date.now();
  const headers = kept ? { "If-None-Match": kept.etag } : {};
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(bell.dataset.poll, { headers, signal, cache: "no-store", redirect: "manual" });
  ended = answer.type === "opaqueredirect" || answer.status === 403;
  if (!answer.ok) return; // 304: as before
  kept = { etag: answer.headers.get("ETag"), told: await answer.json() };
  remember();
  show(kept.told);
}

function look() {
  const due = document.visibilityState === "visible" && Date.now() - active < AWAKE && Date.now() - asked >= EVERY;
  if (due && !ended) ask().catch(() => {}); // the newsroom is away: asked again later
}

for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { active = Date.now(); });
document.addEventListener("visibilitychange", () => {
  active = Date.now();
  look();
});
if (kept) show(kept.told);
look();
setInterval(look, 5000);
