// The front page desk: rows are moved by dragging, by buttons or by choosing a place; the preview beside it follows.

const form = document.querySelector("#front-form");
const frame = document.querySelector(".front-frame iframe");
const blank = document.querySelector("[data-blank]");
const said = document.querySelector("[data-said]");
const aside = document.querySelector("[data-aside]");
const zones = [...form.querySelectorAll("[data-zone]")];
const slots = zones.filter((zone) => /^\d$/.test(zone.dataset.zone));
const top_ = zones.find((zone) => zone.dataset.zone === "top");
const off = zones.find((zone) => zone.dataset.zone === "");
let number = 3000;
let waiting;

const rowsIn = (zone) => [...zone.querySelectorAll("[data-row]:not([data-grey])")];
const greyIn = (zone) => zone.querySelector("[data-grey]");
const headlineOf = (row) => row.querySelector("[data-headline]").textContent.trim();
const placeOf = (row) => row.querySelector("select[name$=-place]");

function makeRow(pk, headline) {
  const holder = document.createElement("ol");
  holder.innerHTML = blank.innerHTML.replaceAll("__n__", String((number += 1)));
  const row = holder.querySelector("[data-row]");
  row.querySelector("[name$=-article]").value = pk;
  row.querySelector("[data-headline]").textContent = headline;
  return prepare(row);
}

function prepare(row) {
  for (const part of row.querySelectorAll(".grip, .row-moves")) part.hidden = false;
  const name = headlineOf(row);
  for (const button of row.querySelectorAll(".row-moves button"))
    button.setAttribute("aria-label", `${button.textContent === "Pin here" ? "Pin here" : button.title}: ${name}`);
  return row;
}

// Turns a grey row that is pinned into an ordinary row.
function pinned(row) {
  if (!row.hasAttribute("data-grey")) return row;
  const own = makeRow(row.querySelector("[name$=-article]").value, headlineOf(row));
  row.replaceWith(own);
  return own;
}

function put(row, place, { insert = false } = {}) {
  const from = row.closest("[data-zone]");
  const next = row.nextElementSibling;
  const slot = slots.find((zone) => zone.dataset.zone === place);
  row = pinned(row);
  if (slot) {
    const there = rowsIn(slot).find((one) => one !== row);
    greyIn(slot)?.remove();
    slot.append(row);
    if (there) {
      if (from === slot || !from || (slots.includes(from) && from.contains(row))) off.append(there);
      else from.insertBefore(there, next && next.parentElement === from ? next : null);
    }
  } else if (place.startsWith("top-")) {
    const others = rowsIn(top_).filter((one) => one !== row);
    top_.insertBefore(row, others[Number(place.slice(4)) - 1] ?? null);
  } else {
    off.append(row);
  }
  settle(row, insert);
  return row;
}

function settle(row) {
  for (const zone of zones)
    rowsIn(zone).forEach((one, index) => {
      const select = placeOf(one);
      const value = zone === top_ ? `top-${index + 1}` : zone.dataset.zone;
      if (![...select.options].some((option) => option.value === value))
        select.add(new Option(`Top stories, ${index + 1}`, value));
      select.value = value;
    });
  aside.hidden = !rowsIn(off).length;
  const place = placeOf(row).selectedOptions[0].text;
  said.textContent = `${headlineOf(row)}: ${place}.`;
  look();
}

// Returns the place one step up or down from the row's own: through the slots, then down the Top stories; or null.
function beside(row, step) {
  const here = placeOf(row).value;
  if (here === "") return step < 0 ? "top-1" : null;
  const at = here.startsWith("top-") ? 3 + Number(here.slice(4)) : Number(here);
  const to = at + step;
  if (to < 0 || to > 3 + rowsIn(top_).length + (at < 4 ? 1 : 0)) return null;
  return to < 4 ? String(to) : `top-${to - 3}`;
}

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const row = button?.closest("[data-row]");
  if (!row) return;
  if ("move" in button.dataset) {
    const place = beside(row, Number(button.dataset.move));
    if (place !== null) put(row, place);
    else said.textContent = `${headlineOf(row)} stands at the end.`;
    button.focus(); // moving the row took the focus away
  } else if ("off" in button.dataset) {
    put(row, "");
    placeOf(row).focus();
  } else if ("pin" in button.dataset) {
    const own = put(row, row.closest("[data-zone]").dataset.zone);
    placeOf(own).focus();
  }
});

form.addEventListener("change", ({ target }) => {
  const row = target.closest("[data-row]");
  if (row && target === placeOf(row)) placeOf(put(row, target.value)).focus();
  else look();
});

// Dragging

let dragged;

form.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-row]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", headlineOf(dragged));
  event.dataTransfer.setDragImage(dragged, 12, 12);
  dragged.classList.add("dragged");
  aside.hidden = false;
});

form.addEventListener("dragover", (event) => {
  const box = event.target.closest(".zone-box");
  if (!dragged || !box?.querySelector("[data-zone]")) return;
  event.preventDefault();
  for (const one of form.querySelectorAll(".over")) one.classList.remove("over");
  box.classList.add("over");
});

form.addEventListener("drop", (event) => {
  const zone = event.target.closest(".zone-box")?.querySelector("[data-zone]");
  if (!dragged || !zone) return;
  event.preventDefault();
  let place = zone.dataset.zone;
  if (zone === top_) {
    const others = rowsIn(top_).filter((one) => one !== dragged);
    const before = others.findIndex((one) => {
      const { top, height } = one.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    place = `top-${(before < 0 ? others.length : before) + 1}`;
  }
  put(dragged, place);
});

form.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = undefined;
  for (const one of form.querySelectorAll(".over")) one.classList.remove("over");
  aside.hidden = !rowsIn(off).length;
});

// Adding a story that was looked up

const add = form.querySelector("[data-add]");
const found = add.querySelector("#front-add");
const addTo = placeOf(add);
const button = add.querySelector("[data-add-story]");
button.hidden = false;
button.addEventListener("click", () => {
  if (!found.value) {
    said.textContent = "Look a story up first.";
    return;
  }
  const row = makeRow(found.value, found.selectedOptions[0].text);
  off.append(row);
  put(row, addTo.value);
  window.django.jQuery(found).val(null).trigger("change");
  placeOf(row).focus();
});

// The lookup's own script, which is queued before this one, names its box after its empty text.
window.django.jQuery(() => {
  document.querySelector("#select2-front-add-container")?.setAttribute("aria-label", "Story");
});

// The preview: the form's arrangement as the site would show it; it also tells us which stories fill the empty places.

function look() {
  clearTimeout(waiting);
  waiting = setTimeout(show, 300);
}

async function show() {
  const preview = form.querySelector("[data-preview]");
  const answer = await fetch(preview.formAction, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  fill(page);
  frame.contentDocument.body.replaceWith(frame.contentDocument.adoptNode(page.body));
}

function fill(page) {
  const shown = [...page.querySelectorAll(".opening .headline a")].map((link) => ({
    pk: link.getAttribute("href").match(/\/news\/(\d+)\//)[1],
    headline: link.textContent,
  }));
  const own = new Set(slots.flatMap(rowsIn).map((row) => row.querySelector("[name$=-article]").value));
  const newest = shown.filter(({ pk }) => !own.has(pk));
  for (const slot of slots) {
    const story = rowsIn(slot).length ? undefined : newest.shift();
    const grey = greyIn(slot);
    if (story && grey?.querySelector("[name$=-article]").value === story.pk) continue;
    grey?.remove();
    if (!story) continue;
    const row = makeRow(story.pk, story.headline);
    row.classList.add("grey");
    row.setAttribute("data-grey", "");
    row.querySelector(".desk-note").textContent = "newest, not pinned";
    slot.append(row);
  }
}

for (const row of form.querySelectorAll("[data-row]")) prepare(row);
form.classList.add("scripted");
