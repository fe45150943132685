// The tags of a story: type, and Enter takes the tag or makes a new one; paste a list; Backspace takes the last one off.
// The select of the form stays, hidden, and holds what is chosen.

import { Combobox, ask, body, element, whereverItIs } from "articles/combobox";

const BETWEEN = /[,;\n\r\t]+/;

function chosenIn(select) {
  return [...select.selectedOptions];
}

/** Returns the names in a list that was pasted or typed. */
function namesIn(text) {
  return text.split(BETWEEN).map((name) => name.trim()).filter(Boolean);
}

class TagPicker {
  constructor(select) {
    this.select = select;
    this.waiting = []; // pasted names that are still to be looked at
    this.box = new Combobox({
      label: "Tags",
      list: "Tags found",
      hint: "Type a tag, press Enter",
      look: (text) => this.look(text),
      choose: (option) => this.choose(option),
      erase: () => this.eraseLast(),
    });
    this.chosen = element("ul", { className: "chosen", aria: { label: "Chosen tags" } });
    this.root = element("div", { className: "picker" }, this.chosen, ...this.box.parts);
    this.box.input.addEventListener("paste", (event) => this.paste(event));
    this.box.input.addEventListener("input", () => this.comma());
    select.hidden = true;
    select.after(this.root);
    document.querySelector(`label[for="${select.id}"]`)?.setAttribute("for", this.box.id);
    this.draw();
  }

  draw() {
    this.chosen.replaceChildren(...chosenIn(this.select).map((option) => this.chip(option)));
    this.chosen.hidden = !this.chosen.childElementCount;
  }

  chip(option) {
    const off = element("button", { type: "button", textContent: "×", aria: { label: `Take off ${option.text}` } });
    off.addEventListener("click", () => this.takeOff(option));
    return element("li", {}, element("span", { textContent: option.text }), off);
  }

  changed() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  add({ id, name }) {
    const there = [...this.select.options].find((option) => option.value === String(id));
    if (there) there.selected = true;
    else this.select.add(new Option(name, id, true, true));
    this.changed();
  }

  takeOff(option) {
    option.remove();
    this.changed();
    this.box.input.focus();
    this.box.say(`${option.text} is taken off.`);
  }

  eraseLast() {
    const last = chosenIn(this.select).at(-1);
    if (last) this.takeOff(last);
  }

  async look(text) {
    if (!text) return { options: [] };
    const { found, exact, may_make: mayMake } = await ask(this.select.dataset.picks, { q: text });
    const options = found.map((tag) => ({ ...tag }));
    if (mayMake && !exact) options.push({ make: text, label: `New tag “${text}”` });
    if (!options.length) this.box.say(`No tag is called “${text}”.`);
    const begins = options[0]?.name?.toLowerCase().startsWith(text.toLowerCase());
    return { options, active: exact || begins ? 0 : options.length - 1 };
  }

  async choose(option) {
    if (option.make) {
      await this.make(namesIn(option.make), option.sure);
      return;
    }
    this.add(option);
    this.box.say(option.says ? `${option.name} ${option.says}` : "");
    this.next();
  }

  /** Goes on with what was pasted. */
  next() {
    const names = this.waiting.splice(0);
    if (names.length) this.make(names).catch((error) => this.keep(names, error.message));
  }

  keep(names, why) {
    this.box.giveBack(names.join(", "));
    this.box.say(why);
  }

  /** Finds or makes the tags of these names. The first that may be another tag's is asked about, with the others after it. */
  async make(names, sure = false) {
    const { tags, near, wrong } = await ask(this.select.dataset.picks, {}, body({ names, ...(sure ? { sure: 1 } : {}) }));
    for (const tag of tags) this.add(tag);
    const said = tags.filter(({ says }) => says).map(({ name, says }) => `${name} ${says}`);
    if (wrong.length) {
      this.keep(wrong.map(({ name }) => name), wrong.map(({ why }) => why).join(" "));
    } else if (near.length) {
      const [{ name, tags: meant }, ...others] = near;
      this.waiting = others.map((one) => one.name);
      const typing = this.box.input.value;
      this.box.giveBack(name);
      if (!typing) this.box.show([...meant, { make: name, sure: true, label: `New tag “${name}” all the same` }], 0);
      said.push(`Do you mean ${meant.map((tag) => `“${tag.name}”`).join(" or ")}?`);
    } else if (this.waiting.length) this.next();
    if (!wrong.length) this.box.say(said.join(" "));
  }

  take(text) {
    const names = namesIn(text);
    if (names.length) this.make(names).catch((error) => this.keep(names, error.message));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!BETWEEN.test(text.trim())) return;
    event.preventDefault();
    this.take(`${this.box.input.value} ${text}`);
  }

  comma() {
    const { value } = this.box.input;
    if (BETWEEN.test(value) && !this.waiting.length) {
      this.box.input.value = "";
      this.take(value);
    }
  }
}

const pickers = new WeakMap();

function connect(root) {
  const select = root.querySelector("select#id_tags[data-picks]");
  if (select && !pickers.has(select)) pickers.set(select, new TagPicker(select));
}

whereverItIs(connect);
window.django?.jQuery(document).on("change", "#id_tags", ({ target }) => pickers.get(target)?.draw());
