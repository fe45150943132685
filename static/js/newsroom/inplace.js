// Sends a story's form without leaving the page, and puts what the newsroom answers into it. The writing stays as it is, with
// its cursor; the rail, the buttons and what is said above the form are made again, as a new page would show them.

import { token } from "articles/combobox";

const STAYS = new Set(["_continue", "_publish", "_schedule", "_withdraw", "_restore"]); // the buttons' names
const PATIENCE = 60_000; // milliseconds to wait for an answer
const ENDED = "Nothing was saved: your session has ended, or you may not change this story any more.";
const AWAY =
  "The newsroom cannot be reached, so it is not known whether this was saved. Press the button again: nothing is saved twice.";
const FAILED = "Nothing was saved: the newsroom answered with an error. Try again, and tell whoever runs the site.";
const ABOVE = ".object-tools, .of-languages, .following"; // above the form
const TOLD = ".stands, .taken-up, .warnings, .conflict, .errornote, .errorlist.nonfield, input.hidden[name=_save]"; // at its top

/** Returns whether the page stays when that button is pressed. */
export const staysHere = (button) => STAYS.has(button?.name) && !document.querySelector("[name=_popup]");

/** Sends the form as if `button` were pressed; returns {page, address}. Throws an Error that says what happened instead. */
export async function sendHere(form, button) {
  const sent = new URLSearchParams(new FormData(form));
  sent.set("csrfmiddlewaretoken", token());
  sent.append(button.name, button.value);
  sent.append("_in_place", "1");
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(location.href, { method: "POST", body: sent, signal }).catch(() => null);
  if (!answer) throw new Error(AWAY);
  const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (page?.querySelector("#login-form") || answer.status === 403) throw new Error(ENDED);
  if (!page) throw new Error(FAILED);
  const wrong = page.querySelector(".messagelist .error");
  if (wrong || !page.querySelector(`#${form.id}`)) throw new Error((wrong ?? page.querySelector(".messagelist"))?.textContent.trim() || FAILED);
  return { page, address: answer.url };
}

/** Returns whether the answer is the form of the saved story, not the same form with questions or errors. */
export const isSaved = (page) => !page.querySelector("#writing[data-unsaved]");

/** Puts the answer's page into this one. */
export function refresh(form, { page, address }) {
  const others = page.querySelector(`#${form.id}`);
  if (isSaved(page)) history.replaceState(null, "", address);
  document.title = page.title;
  document.querySelector("#content h1")?.replaceWith(page.querySelector("#content h1"));
  document.querySelectorAll(`#content-main > :is(${ABOVE})`).forEach((part) => part.remove());
  form.parentElement.prepend(...page.querySelectorAll(`#content-main > :is(${ABOVE})`));
  for (const { name, value } of others.querySelectorAll("input[type=hidden]:not([name*='-'])")) hidden(form, name).value = value;
  form.querySelectorAll(TOLD).forEach((part) => part.remove());
  form.querySelector("#writing").after(...others.querySelectorAll(TOLD));
  markWriting(form, others);
  refreshSaid(form, others);
  answerWith(form, page);
  refreshRail(form, others);
  form.dispatchEvent(new Event("formrefreshed", { bubbles: true }));
  wireDjango(form.querySelector(".rail"));
  form.querySelector(".rail").inert = false; // else nothing in it could get the focus
  focusOn(form);
}

/** Returns the form's own hidden field of that name. */
function hidden(form, name) {
  const there = form.querySelector(`input[type=hidden][name="${name}"]`);
  if (there) return there;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name });
  form.prepend(field);
  return field;
}

/** Shows what is wrong with fields of the writing, which are not made again. */
function markWriting(form, others) {
  for (const row of form.querySelectorAll(".writing .form-row")) {
    const [field] = [...row.classList].filter((name) => name.startsWith("field-"));
    const errors = others.querySelector(`.writing .${field} > .errorlist`);
    row.querySelector(":scope > .errorlist")?.remove();
    row.classList.toggle("errors", Boolean(errors));
    if (errors) row.prepend(errors);
  }
}

/** Shows what the newsroom says of the text in rows without a field, such as its embeds. */
function refreshSaid(form, others) {
  const rows = (place) => [...place.querySelectorAll(".writing .form-row:has(.readonly)")];
  rows(form).forEach((row) => row.remove());
  form.querySelector(".writing fieldset").append(...rows(others));
}

/** Says beside the buttons what the newsroom says. */
function answerWith(form, page) {
  document.querySelectorAll("ul.messagelist").forEach((list) => list.remove());
  form.querySelector(".answer").replaceChildren(...page.querySelectorAll("ul.messagelist"));
}

function refreshRail(form, others) {
  const parts = form.querySelector(".rail-parts");
  const top = parts.scrollTop;
  const open = [...parts.querySelectorAll(".rail-part:has(details[open])")].map((part) => part.id);
  parts.replaceChildren(...others.querySelector(".rail-parts").childNodes);
  for (const id of open) parts.querySelector(`#${id} details`)?.setAttribute("open", "");
  parts.scrollTop = top;
  for (const name of ["#kept", ".submit-row", ".quiet-row"]) form.querySelector(name)?.replaceWith(others.querySelector(name));
}

/** Lets Django's own scripts know the fields that are new, as they do when a page is loaded. Checked on 5.2. */
function wireDjango(rail) {
  const { jQuery } = window.django;
  window.DateTimeShortcuts?.init();
  jQuery(rail).find(".admin-autocomplete").not("[name*=__prefix__]").djangoAdminSelect2();
  for (const group of rail.querySelectorAll(".js-inline-admin-formset")) {
    const { name, options } = JSON.parse(group.dataset.inlineFormset);
    const tabular = group.dataset.inlineType === "tabular";
    const rows = `${name}-group ${tabular ? ".tabular.inline-related tbody:first > tr.form-row" : ".inline-related"}`;
    jQuery(rows)[tabular ? "tabularFormset" : "stackedFormset"](rows, options);
  }
  jQuery(rail).find(".related-widget-wrapper select").trigger("change");
}

/** The focus goes to what is asked or wrong; if the button that had it is gone, to its row. */
function focusOn(form) {
  const asked = form.querySelector(".warnings");
  const wrong = form.querySelector(".errors :is(input, select, textarea, [contenteditable=true]):not([hidden])");
  const note = form.querySelector(".conflict, .errornote");
  if (asked) asked.focus();
  else if (wrong?.checkVisibility()) wrong.focus();
  else if (document.activeElement === document.body) form.querySelector(".submit-row input")?.focus({ preventScroll: true });
  if (!asked && !wrong) note?.scrollIntoView({ block: "center" });
}
