// The authors of a story: type, and Enter takes one or makes a new one; their order is changed with Alt and the arrow keys or
// with buttons. The rows of the form stay, hidden, and hold who is chosen: articles/admin/article/bylines.py reads them.

import { Combobox, ask, body, element, whereverItIs } from "articles/combobox";

/** One row of the form: an author that is saved, or one that is new. */
class Row {
  constructor(place) {
    const field = (name) => place.querySelector(`[name$="-${name}"]`);
    Object.assign(this, { select: field("author"), position: field("position"), off: field("DELETE") });
  }

  get author() {
    return this.off?.checked ? "" : this.select.value;
  }

  get name() {
    return this.select.selectedOptions[0]?.text ?? "";
  }

  /** Takes the author off: a saved row is marked, a new one emptied. */
  empty() {
    if (this.off) this.off.checked = true;
    else this.select.replaceChildren(new Option("", ""));
    this.position.value = this.off ? this.position.defaultValue : "";
  }
}

class AuthorPicker {
  constructor(group) {
    this.group = group;
    this.rows = group.querySelector(".author-rows");
    this.all = [...this.rows.children].map((place) => new Row(place));
    const errors = [...this.rows.querySelectorAll(".errorlist")];
    this.order = this.all.filter((row) => row.author).sort((one, other) => one.position.value - other.position.value);
    this.address = group.querySelector("template").content.querySelector("[data-picks]").dataset.picks;
    this.box = new Combobox({
      label: "Add an author",
      list: "Authors found",
      hint: "Type a name, press Enter",
      look: (text) => this.look(text),
      choose: (option) => this.choose(option),
      erase: () => this.eraseLast(),
    });
    this.chosen = element("ol", { className: "chosen in-order", aria: { label: "Chosen authors, in their order" } });
    this.root = element("div", { className: "picker" }, ...errors, this.chosen, ...this.box.parts);
    this.rows.hidden = true;
    this.rows.after(this.root);
    this.draw();
  }

  draw() {
    this.chosen.replaceChildren(...this.order.map((row, at) => this.chip(row, at)));
    this.chosen.hidden = !this.order.length;
  }

  chip(row, at) {
    const button = (sign, label, act, disabled = false) => {
      const one = element("button", { type: "button", textContent: sign, disabled, aria: { label: `${label} ${row.name}` } });
      one.addEventListener("click", act);
      return one;
    };
    const place = element("li", {}, element("span", { textContent: row.name }));
    if (this.order.length > 1) {
      place.append(
        button("↑", "Move up:", () => this.move(at, -1, "up"), at === 0),
        button("↓", "Move down:", () => this.move(at, 1, "down"), at === this.order.length - 1),
      );
    }
    place.append(button("×", "Take off", () => this.takeOff(row)));
    place.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || !event.altKey) return;
      event.preventDefault();
      this.move(at, by, by < 0 ? "up" : "down");
    });
    return place;
  }

  /** Moves the author numbered `at`; the focus stays with the button, or with the other one at an end of the list. */
  move(at, by, way) {
    const to = at + by;
    if (to < 0 || to >= this.order.length) return;
    const [row] = this.order.splice(at, 1);
    this.order.splice(to, 0, row);
    this.write();
    const [up, down] = this.chosen.children[to].querySelectorAll("button");
    const wanted = way === "up" ? up : down;
    (wanted.disabled ? (way === "up" ? down : up) : wanted).focus();
    this.box.say(`${row.name} is number ${to + 1} of ${this.order.length}.`);
  }

  /** Writes the order into the rows. */
  write() {
    this.order.forEach((row, at) => { row.position.value = at + 1; });
    this.rows.dispatchEvent(new Event("change", { bubbles: true }));
    this.draw();
  }

  add({ id, name }) {
    const there = this.all.find((row) => row.select.value === String(id));
    if (there && this.order.includes(there)) {
      this.box.say(`${name} is chosen already.`);
      return;
    }
    const row = there ?? this.newRow(id, name);
    if (row.off) row.off.checked = false;
    this.order.push(row);
    this.write();
  }

  /** Returns a row for the author: a new one that was emptied, or one more. */
  newRow(id, name) {
    let row = this.all.find((one) => !one.off && !one.select.value);
    if (!row) {
      const total = this.group.querySelector("[name$=-TOTAL_FORMS]");
      const place = this.group.querySelector("template").content.firstElementChild.cloneNode(true);
      for (const part of place.querySelectorAll("*")) {
        for (const key of ["name", "id", "for"]) {
          if (part.hasAttribute(key)) part.setAttribute(key, part.getAttribute(key).replace("__prefix__", total.value));
        }
      }
      this.rows.append(place);
      total.value = Number(total.value) + 1;
      row = new Row(place);
      this.all.push(row);
    }
    row.select.replaceChildren(new Option(name, id, true, true));
    return row;
  }

  takeOff(row) {
    const { name } = row;
    this.order = this.order.filter((one) => one !== row);
    row.empty();
    this.write();
    this.box.input.focus();
    this.box.say(`${name} is taken off.`);
  }

  eraseLast() {
    const last = this.order.at(-1);
    if (last) this.takeOff(last);
  }

  async look(text) {
    const { found, exact, may_make: mayMake } = await ask(this.address, { q: text });
    const options = [...found];
    if (text && mayMake && !exact) options.push({ make: text, label: `New author “${text}”` });
    if (text && !options.length) this.box.say(`No author is called “${text}”.`);
    const active = !text || exact || found.length === 1 || this.begins(found[0], text) ? 0 : options.length - 1;
    return { options, active: options.length ? active : -1 };
  }

  begins(author, text) {
    const words = author?.name.toLowerCase().split(/\s+/) ?? [];
    return words.some((word) => word.startsWith(text.toLowerCase())) || Boolean(author?.name.toLowerCase().startsWith(text.toLowerCase()));
  }

  async choose(option) {
    const { authors = [], near = [], same, wrong = "" } = option.make
      ? await ask(this.address, {}, body({ name: option.make, ...(option.sure ? { sure: 1 } : {}) }))
      : { authors: [option] };
    if (wrong) throw new Error(wrong);
    if (near.length) {
      const anew = same ? [] : [{ make: option.make, sure: true, label: `New author “${option.make}” all the same` }];
      const typing = this.box.input.value;
      this.box.giveBack(option.make);
      if (!typing) this.box.show([...near, ...anew], 0);
      this.box.say(`Do you mean ${near.map((author) => `“${author.name}”`).join(" or ")}?`);
    }
    if (authors.length) this.add(authors[0]);
  }
}

const pickers = new WeakSet();

whereverItIs((root) => {
  const group = root.querySelector("[data-authors]");
  if (!group || pickers.has(group)) return;
  pickers.add(group);
  new AuthorPicker(group);
});
