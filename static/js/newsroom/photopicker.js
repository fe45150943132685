// A photo of a story: a list with pictures, the newest first or those with the words that are typed. The select of the form
// stays, hidden, and holds which one is chosen.

import { Combobox, ask, element, whereverItIs } from "articles/combobox";

/** Returns the button that chooses files for the story, beside its first photo if the account may add photos. */
function uploader(select) {
  if (select.id !== "id_photo" || !document.querySelector("#arriving")) return [];
  const files = element("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
  const button = element("button", { type: "button", className: "upload", textContent: "Upload pictures" });
  button.addEventListener("click", () => files.click());
  files.addEventListener("change", () => {
    document.dispatchEvent(new CustomEvent("photofiles", { detail: { files: [...files.files], intoText: false } }));
    files.value = "";
  });
  return [button, files];
}

class PhotoPicker {
  constructor(select) {
    this.select = select;
    this.seen = new Map(); // photos by number
    this.found = []; // those in the list
    this.box = new Combobox({
      label: "Look for a photo",
      list: "Photos found",
      hint: "Newest first, or type words of it",
      look: (text) => this.look(text),
      choose: (option) => this.choose(option),
      erase: () => this.choose({ id: "" }),
    });
    this.box.list.classList.add("pictures");
    this.box.input.addEventListener("click", () => this.open());
    this.chosen = element("p", { className: "chosen-photo" });
    this.root = element("div", { className: "picker" }, this.chosen, ...this.box.parts, ...uploader(select));
    select.hidden = true;
    select.before(this.root);
    document.querySelector(`label[for="${select.id}"]`)?.setAttribute("for", this.box.id);
    this.draw();
  }

  open() {
    if (this.box.list.hidden) this.box.lookUp();
  }

  async look(text, before = "") {
    const { found, more } = await ask(this.select.dataset.picks, { q: text, before });
    for (const photo of found) this.seen.set(String(photo.id), photo);
    if (!found.length) this.box.say(text ? `No photo has the words “${text}”.` : "There are no photos yet.");
    const active = before ? this.found.length : 0;
    this.found = before ? [...this.found, ...found] : found;
    const options = more ? [...this.found, { more, text, label: "Older ones" }] : this.found;
    return { options, active: found.length ? active : -1 };
  }

  async choose(option) {
    if (option.more) {
      this.box.giveBack(option.text);
      const { options, active } = await this.look(option.text, option.more);
      this.box.show(options, active);
      return;
    }
    this.select.replaceChildren(new Option("", ""), ...(option.id ? [new Option(option.name, option.id, true, true)] : []));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Shows the photo that is chosen, with a button that takes it off. */
  async draw() {
    const number = this.select.value;
    const words = this.select.selectedOptions[0]?.text ?? "";
    this.chosen.hidden = !number;
    if (!number) {
      this.chosen.replaceChildren();
      return;
    }
    const off = element("button", { type: "button", textContent: "×", aria: { label: `Take off ${words}` } });
    off.addEventListener("click", () => this.choose({ id: "" }).then(() => this.box.input.focus()));
    this.chosen.replaceChildren(element("span", { textContent: words }), off);
    const picture = await this.pictureOf(number).catch(() => null);
    if (!picture || number !== this.select.value) return;
    const { url, width, height } = picture;
    this.chosen.querySelector("img")?.remove();
    this.chosen.prepend(element("img", { className: "picked", src: url, width, height, alt: "" }));
  }

  async pictureOf(number) {
    if (this.seen.has(number)) return this.seen.get(number).picture;
    const { picture } = await ask(this.select.dataset.texts.replace("/0/", `/${number}/`));
    return picture;
  }
}

const pickers = new WeakMap();

function connect(root) {
  for (const select of root.querySelectorAll("select.picked-from[data-texts]")) {
    if (!pickers.has(select) && !select.name.includes("__prefix__")) pickers.set(select, new PhotoPicker(select));
  }
}

whereverItIs(connect);
document.addEventListener("formset:added", ({ target }) => connect(target)); // Django's: one more photo
window.django?.jQuery(document).on("change", "select.picked-from[data-texts]", ({ target }) => pickers.get(target)?.draw());
