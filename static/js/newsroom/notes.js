// Writes notes on a story without leaving its form: the newsroom answers with the thread as it stands now.

const place = document.querySelector("#notes");
const PATIENCE = 15_000; // milliseconds
const ENDED = "Nothing was written: your session has ended. What you typed is still here; log in again in another tab.";
const AWAY = "Nothing was written: the newsroom cannot be reached. What you typed is still here; try again in a moment.";

function say(text) {
  place.querySelector(".note-said").textContent = text;
}

/** Returns the CSRF token of this session, which differs from the form's if someone has logged in again since. */
function token() {
  return document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice("csrftoken=".length);
}

async function send(form, button) {
  const typed = place.querySelector("#note-text").value;
  const body = new FormData(form, button?.name ? button : null);
  if (token()) body.set("csrfmiddlewaretoken", token());
  const headers = { "X-Requested-With": "fetch" };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(form.action, { method: "POST", body, headers, signal, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 403) return say(ENDED);
  if (answer.status !== 200 && answer.status !== 422) return say(AWAY);
  place.innerHTML = await answer.text();
  const box = place.querySelector("#note-text");
  if (!form.matches(".note-new")) box.value = typed; // what was being typed stays when another note is marked as done
  box.focus({ preventScroll: true });
  return undefined;
}

place.addEventListener("submit", (event) => {
  event.preventDefault();
  if (place.dataset.busy) return;
  place.dataset.busy = "1";
  send(event.target, event.submitter).catch(() => say(AWAY)).finally(() => { delete place.dataset.busy; });
});

addEventListener("beforeunload", (event) => {
  if (place.querySelector("#note-text").value.trim()) event.preventDefault();
});
