// For the newsroom's forms without working copies: warns before a page with unsaved changes is left, and checks before
// a form is sent whether the session has ended, because the redirect to the log-in would lose what was typed.

const { alive, login } = document.querySelector("script[data-alive]").dataset;
const form = document.querySelector("#content-main form[id$=_form], #front-form, form.ask");
const PATIENCE = 30_000; // milliseconds
const TWICE = 2000; // milliseconds within which a second press of a button is an accident
const ENDED = "Nothing was sent: your session has ended. What you wrote is still here. ";
const AWAY = "Nothing was sent: the newsroom cannot be reached. What you wrote is still here; try again in a moment.";

function guard() {
  const notice = document.createElement("div");
  notice.className = "unsaved";
  notice.setAttribute("role", "alert");
  notice.hidden = true;
  form.before(notice);

  const written = () =>
    [...new FormData(form)].map(([name, value]) => `${name}=${value instanceof File ? `${value.name} ${value.size}` : value}`).join("\n");
  const token = () => document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice("csrftoken=".length);
  const refused = document.querySelector(".errornote, .errorlist, .conflict"); // the form has unsaved values
  const served = refused ? null : written();
  let asking = false;
  let passing = false;
  let sentAt = 0;

  function say(text, ...more) {
    notice.hidden = !text;
    notice.replaceChildren(text, ...more);
    if (text) notice.scrollIntoView({ block: "center" });
  }

  function wayIn() {
    const link = document.createElement("a");
    link.href = `${login}?next=${encodeURIComponent(location.pathname)}`;
    link.target = "_blank";
    link.textContent = "Log in again in a new tab, then go on here";
    return link;
  }

  /** Returns whether the newsroom would accept the form from this account; if not, says why. */
  async function welcome() {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(alive, { redirect: "manual", cache: "no-store", signal });
      if (answer.ok) return true;
      if (answer.type === "opaqueredirect" || answer.status === 403) say(ENDED, wayIn());
      else say(AWAY);
    } catch {
      say(AWAY);
    }
    return false;
  }

  async function submit(event) {
    const { submitter } = event;
    if (passing || submitter?.formTarget) return; // a form that opens in a new tab leaves this page alone
    event.preventDefault();
    if (asking || Date.now() - sentAt < TWICE) return;
    asking = true;
    const taken = await welcome();
    asking = false;
    if (!taken) return;
    say("");
    const field = form.elements.csrfmiddlewaretoken;
    field.value = token() ?? field.value; // a new token if someone has logged in again since
    [sentAt, passing] = [Date.now(), true];
    form.requestSubmit(submitter);
    passing = false;
  }

  form.addEventListener("submit", submit);
  document.querySelector("#content").addEventListener("submit", ({ target }) => {
    if (target !== form) sentAt = Date.now(); // an answer to a question on this page
  });
  addEventListener("beforeunload", (event) => {
    if (Date.now() - sentAt > TWICE && written() !== served) event.preventDefault();
  });
}

if (form && !document.querySelector("#writing")) guard();
