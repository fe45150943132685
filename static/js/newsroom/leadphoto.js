// The form of a story: empty texts under its photo show, in gray, what the photo's own form says, which then serves.

const picker = document.querySelector("#id_photo");
const texts = ["caption", "credit", "alt"]
  .map((name) => [name, document.querySelector(`#id_photo_${name}`)])
  .filter(([, field]) => field);
let chosen = picker?.value;

async function photoTexts(number) {
  if (!number) return {};
  const answer = await fetch(picker.dataset.texts.replace("/0/", `/${number}/`));
  return answer.ok ? answer.json() : {};
}

/** Words about the photo that was there before are not about the new one. */
function clearTexts() {
  for (const [, field] of texts) {
    field.value = "";
    field.placeholder = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

async function photoChosen() {
  const number = picker.value;
  if (number !== chosen) clearTexts();
  chosen = number;
  const found = await photoTexts(number);
  if (number !== picker.value) return;
  for (const [name, field] of texts) field.placeholder = found[name] ?? "";
}

if (picker?.dataset.texts && window.django?.jQuery) django.jQuery(picker).on("change", photoChosen);
