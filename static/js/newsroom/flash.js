// Flash: the link in the header, or the key F, opens a dialog on any page of the newsroom; its form is sent without leaving
// the page, as are those of breaking news. What is typed stays until the story is on the site: in the form, and for this tab in the session's storage.
// Without this script the link leads to a page with the same form.

const link = document.querySelector("[data-flash]");
const { login, section: guesses, style } = link.dataset;
const DRAFT = `flash-${link.dataset.flash}`; // of this account
const PATIENCE = 30_000; // milliseconds
const TYPING = 350; // milliseconds without a letter, after which the headline is read
const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), select, textarea, [contenteditable=true]";
const WAITING = "One moment …";
const ENDED = "Nothing was sent: your session has ended, or another one has begun. What you typed is still here. ";
const AWAY = "The newsroom cannot be reached. What you typed is still here; try again in a moment.";
const SILENT = "No answer came. Press Publish again: however often it is sent, it is one story.";

function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** Sends the forms within `body` without leaving the page, and shows what `#id` holds in the answer. */
class InPlace {
  constructor(body, id) {
    Object.assign(this, { body, id });
    this.notice = element("p", { hidden: true });
    this.notice.setAttribute("role", "alert");
    body.before(this.notice);
    body.addEventListener("submit", (event) => this.send(event));
  }

  say(text, ...more) {
    this.notice.hidden = !text;
    this.notice.replaceChildren(text, ...more);
  }

  async send(event) {
    event.preventDefault();
    event.stopPropagation(); // it leaves no page (unsaved.js)
    if (this.sending) return;
    this.sending = true;
    const { target: form, submitter } = event;
    const token = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    if (token) form.elements.csrfmiddlewaretoken.value = token.slice("csrftoken=".length); // a new one after a log-in
    const body = new URLSearchParams(new FormData(form));
    if (submitter) body.append(submitter.name, submitter.value);
    form.setAttribute("aria-busy", "true");
    await this.ask(form.action, { method: "POST", body });
    form.removeAttribute("aria-busy");
    this.sending = false;
  }

  /** Shows what the newsroom answers and returns true; or says why there is no answer, and leaves what stands. */
  async ask(address, options = {}) {
    this.notice.className = "flash-error";
    this.say("");
    try {
      const answer = await fetch(address, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page && page.getElementById(this.id);
      if (found) this.show(found, page);
      else if (answer.status === 403 || new URL(answer.url).pathname === login) this.say(ENDED, this.wayIn());
      else this.say(AWAY);
      return Boolean(found);
    } catch (error) {
      this.say(error.name === "TimeoutError" && options.method ? SILENT : AWAY);
      return false;
    }
  }

  wayIn() {
    const next = encodeURIComponent(new URL(link.href).pathname);
    return element("a", { href: `${login}?next=${next}`, target: "_blank" }, "Log in again in a new tab, then go on here");
  }

  show(found) {
    this.body.replaceChildren(...found.children);
  }
}

/** The form of a flash and what follows it, in a dialog or on its own page. */
class Flash extends InPlace {
  constructor(body) {
    super(body, "flash");
    body.addEventListener("input", () => this.typed());
    body.addEventListener("change", ({ target }) => (target.dataset.chosen = ""));
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.name !== "headline") return;
      event.preventDefault(); // a headline is one line, however many it needs here
      if (!event.repeat) this.form.requestSubmit(this.form.querySelector("[name=_publish]"));
    });
    body.addEventListener("click", (event) => {
      if (!event.target.closest("[data-another]")) return;
      event.preventDefault();
      this.load();
    });
  }

  get form() {
    return this.body.querySelector("#flash-form");
  }

  async load() {
    this.body.replaceChildren(element("p", {}, WAITING));
    if (!(await this.ask(link.href))) this.body.replaceChildren(element("a", { href: link.href }, "Open the page instead"));
  }

  async send(event) {
    if (event.target === this.form) await super.send(event);
  }

  show(found) {
    super.show(found);
    this.greet();
  }

  /** Puts the cursor where one goes on: into the headline, to what is wrong or asked, to the next step. */
  greet() {
    const { form } = this;
    if (!form) sessionStorage.removeItem(DRAFT);
    else if (!form.headline.value) form.headline.value = sessionStorage.getItem(DRAFT) ?? "";
    if (form?.headline.value) this.guess();
    (this.body.querySelector("[data-next], [aria-invalid=true]") ?? form?.headline)?.focus();
  }

  typed() {
    sessionStorage.setItem(DRAFT, this.form.headline.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.guess(), TYPING);
  }

  /** Chooses the section and the language that the headline suggests, unless somebody has chosen them. */
  async guess() {
    const { form } = this;
    const fields = ["section", "language"].map((name) => form?.[name]).filter((field) => field && !("chosen" in field.dataset));
    if (!fields.length || !form.headline.value.trim()) return;
    try {
      const answer = await fetch(`${guesses}?headline=${encodeURIComponent(form.headline.value)}`);
      const found = answer.ok && !answer.redirected ? await answer.json() : {};
      for (const field of fields) {
        const known = [...field.options].some((option) => option.value === String(found[field.name]));
        if (known && !("chosen" in field.dataset)) field.value = found[field.name];
      }
    } catch {
      // the newsroom guesses when the form is sent
    }
  }
}

/** The lines of breaking news and their forms: setting one leaves alone what else stands on the page, unsaved. */
class BreakingNews extends InPlace {
  show(found, page) {
    super.show(found);
    this.body.querySelector("[aria-invalid=true], h2").focus();
    const [here, there] = [document, page].map((one) => one.querySelector(".breaking-record"));
    if (here && there) here.replaceWith(there);
    this.notice.className = "flash-said";
    this.say([...page.querySelectorAll(".messagelist li")].map((one) => one.textContent.trim()).join(" "));
  }
}

function makeDialog() {
  const body = element("div", { className: "flash" });
  const close = element("button", { type: "button", className: "flash-close" }, "Close");
  const heading = element("h2", { id: "flash-title" }, "Flash");
  const dialog = element("dialog", { className: "flash-dialog" }, element("header", {}, heading, close), body);
  dialog.setAttribute("aria-labelledby", "flash-title");
  close.addEventListener("click", () => dialog.close());
  document.head.append(element("link", { rel: "stylesheet", href: style }));
  document.body.append(dialog);
  return { dialog, flash: new Flash(body) };
}

const breaking = document.querySelector("#breaking-news");
if (breaking) new BreakingNews(breaking, "breaking-news");
const page = document.querySelector("#flash");
const own = page && new Flash(page);
own?.greet();
let made;

function open() {
  if (own) {
    if (own.form) own.form.headline.focus();
    else own.load();
    return;
  }
  made ??= makeDialog();
  if (made.dialog.open) return;
  made.dialog.showModal();
  if (!made.flash.form) made.flash.load();
  else made.flash.greet();
}

link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
  event.preventDefault();
  open();
});
document.addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, metaKey, shiftKey, repeat, target } = event;
  if (event.code !== "KeyF" || altKey || ctrlKey || metaKey || shiftKey || repeat || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  if (target.closest?.(FIELDS) && !target.closest("dialog")) return; // for a moment one of the closed dialog has the focus
  event.preventDefault(); // or the headline would begin with it
  open();
});
