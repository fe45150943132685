// The form of a photo: what the chosen file says of its picture (IPTC) is filled into the fields that are empty.

const file = document.querySelector("#id_image[data-texts]");
const JPEG_HEAD = 1 << 20; // bytes; a JPEG says it before its pixels
const filled = new Map(); // by the name of a field: what we have put there
const notice = document.createElement("p");

async function textsOf(picture) {
  const sent = new FormData();
  sent.append("image", picture.type === "image/jpeg" ? picture.slice(0, JPEG_HEAD) : picture, "picture");
  const token = file.form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(file.dataset.texts, { method: "POST", body: sent, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function put(name, text) {
  const field = file.form.elements[name];
  if (!field || (field.value && field.value !== filled.get(name))) return; // what somebody typed stays
  if (field.value === text) return;
  field.value = text;
  if (text) filled.set(name, text);
  else filled.delete(name);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function label(name) {
  return file.form.querySelector(`label[for=id_${name}]`).textContent.replace(":", "").trim().toLowerCase();
}

async function chosen() {
  file.form.elements._offered?.remove();
  notice.textContent = "";
  const [picture] = file.files;
  if (!picture) return;
  const texts = await textsOf(picture).catch(() => null);
  if (texts === null || picture !== file.files[0]) return; // the server does it when the form is saved
  for (const name of [...filled.keys()].filter((name) => !(name in texts))) put(name, "");
  for (const [name, text] of Object.entries(texts)) put(name, text);
  const offered = Object.assign(document.createElement("input"), { type: "hidden", name: "_offered", value: "1" });
  file.form.append(offered);
  if (filled.size) notice.textContent = `Filled in from the file: ${[...filled.keys()].map(label).join(", ")}. Change what is wrong.`;
}

if (file) {
  notice.className = "help";
  notice.setAttribute("role", "status");
  file.closest("div").after(notice);
  file.addEventListener("change", chosen);
}
