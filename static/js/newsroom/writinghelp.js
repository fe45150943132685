// Help while someone writes in the form of a story: counts characters, shows the future address, suggests tags, and
// tells the browser's spell-checker the story's language.

const place = document.querySelector("#writing"); // the server's data for this module
const form = place?.closest("form");
// Fields of the rail, which is made again when the form is saved in place.
const slugField = () => document.querySelector("#id_slug");
const tagsField = () => document.querySelector("#id_tags");
const PAUSE = 600; // milliseconds without a key press before the text is examined

// Counters

function countLetters(field) {
  const cut = Number(field.dataset.cut);
  const note = document.createElement("div");
  note.id = `${field.id}_count`;
  note.className = "count help";
  note.setAttribute("role", "status");
  field.closest(".form-row > div").append(note);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
  const say = () => {
    const length = [...field.value.trim()].length;
    const over = length > cut;
    note.classList.toggle("over", over);
    note.textContent = `${length} of ${cut} characters${over ? `: ${field.dataset.cutBy}` : ""}`;
  };
  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(say, PAUSE / 2); // so that a screen reader does not announce every letter
  });
  say();
}

// Tags and the address

function suggestedBox() {
  const box = document.createElement("div");
  box.className = "suggested help";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Tags found in the text");
  tagsField().closest(".form-row > div").append(box);
  return box;
}

async function ask(more = {}) {
  const fields = new FormData(form);
  const asked = new URLSearchParams(more);
  for (const name of ["csrfmiddlewaretoken", "headline", "summary", "body"]) asked.append(name, fields.get(name) ?? "");
  const answer = await fetch(place.dataset.suggest, { method: "POST", body: asked, redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function add(tag, button) {
  const box = button.parentElement;
  const next = button.nextElementSibling ?? button.previousElementSibling;
  try {
    const { id, name } = tag.id ? tag : await ask({ make: tag.name });
    const tags = tagsField();
    const there = [...tags.options].find((option) => option.value === String(id));
    if (there) there.selected = true;
    else tags.add(new Option(name, id, true, true));
    tags.dispatchEvent(new Event("change", { bubbles: true }));
    button.remove();
    box.hidden = !box.childElementCount;
    (next ?? tags.closest(".form-row").querySelector("[role=combobox]"))?.focus();
  } catch {
    button.textContent = `${tag.name}: not added, try again`;
  }
}

function offer(box, found) {
  if (box.contains(document.activeElement)) return; // do not remove a button that is in use
  const chosen = new Set([...tagsField().selectedOptions].map((option) => option.value));
  const buttons = found.filter((tag) => !chosen.has(String(tag.id))).map((tag) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `+ ${tag.name}${tag.id ? "" : " (new)"}`;
    button.addEventListener("click", () => add(tag, button));
    return button;
  });
  box.replaceChildren(...buttons);
  box.hidden = !buttons.length;
}

function watch() {
  const heard = () => JSON.stringify(["headline", "summary", "body", "language"].map((name) => new FormData(form).get(name)));
  let last;
  let pause;
  const look = async () => {
    if (heard() === last) return;
    last = heard();
    try {
      const found = await ask();
      speak(found.language);
      if (slugField()) slugField().placeholder = found.slug;
      if (tagsField()) offer(document.querySelector(".suggested") ?? suggestedBox(), found.tags);
    } catch {
      last = undefined; // the next key press asks again
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
  const again = () => { last = undefined; look(); };
  form.addEventListener("change", ({ target }) => { if (target === tagsField()) again(); });
  document.addEventListener("formrefreshed", again);
  look();
}

/** Sets the language that the spell-checker and screen readers use. */
function speak(language) {
  const ownLanguage = document.querySelector("#id_language"); // empty: judged by the text
  if (ownLanguage) ownLanguage.placeholder = language;
  const spoken = ownLanguage?.value.trim() || language;
  for (const field of form.querySelectorAll("#id_headline, #id_summary, #id_body, .prose-editor .tiptap")) field.lang = spoken;
}

// Lets the address of a story that nobody has read follow its headline, until someone edits it by hand.
function followHeadline(headline) {
  headline.addEventListener("input", () => {
    const slug = slugField();
    if (slug?.dataset.follows && slug.value === slug.dataset.follows) slug.value = ""; // the server makes a new one, as the placeholder shows
  });
}

if (place) {
  for (const field of form.querySelectorAll("[data-cut]")) countLetters(field);
  const headline = document.querySelector("#id_headline");
  if (headline) followHeadline(headline);
  if (headline) watch();
}
