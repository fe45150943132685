// The form of a story: empty texts under its photo show, in gray, what the photo's own form says, which then serves.

// Fields of the rail, which is made again when the form is saved in place.
const pickerNow = () => document.querySelector("#id_photo");
const textsNow = () =>
  ["caption", "credit", "alt"].map((name) => [name, document.querySelector(`#id_photo_${name}`)]).filter(([, field]) => field);
let chosen = pickerNow()?.value;

async function photoTexts(number) {
  if (!number) return {};
  const answer = await fetch(pickerNow().dataset.texts.replace("/0/", `/${number}/`));
  return answer.ok ? answer.json() : {};
}

/** Words about the photo that was there before are not about the new one. */
function clearTexts() {
  for (const [, field] of textsNow()) {
    field.value = "";
    field.placeholder = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

async function photoChosen({ target: picker }) {
  const number = picker.value;
  if (number !== chosen) clearTexts();
  chosen = number;
  const found = await photoTexts(number);
  if (number !== picker.value) return;
  for (const [name, field] of textsNow()) field.placeholder = found[name] ?? "";
}

window.django?.jQuery(document).on("change", "#id_photo[data-texts]", photoChosen);
document.addEventListener("formrefreshed", () => { chosen = pickerNow()?.value; });
