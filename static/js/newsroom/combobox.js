// A field in which one types and chooses from a list below it: the pattern "combobox with a listbox" of the ARIA
// Authoring Practices. The pickers of a story's form (tagpicker, authorpicker, photopicker) are made of it.

const PAUSE = 150; // milliseconds without a key press before rows are looked up
const ENDED = "The newsroom did not answer: your session has ended. Log in again in another tab, then go on here.";
const AWAY = "The newsroom cannot be reached. Try again in a moment.";
let made = 0;

/** Returns the element called `name` with these properties and children. */
export function element(name, properties = {}, ...children) {
  const { aria = {}, ...rest } = properties;
  const one = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(aria)) one.setAttribute(key === "role" ? key : `aria-${key}`, value);
  one.append(...children);
  return one;
}

/** Returns the CSRF token of this session; a form's own is older if someone has logged in again since. */
export function token() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie?.slice("csrftoken=".length) ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** Returns what the newsroom answers at `address`: to a POST of `sent`, if there is any. Throws an Error that says why not. */
export async function ask(address, query = {}, sent = null) {
  const url = `${address}?${new URLSearchParams(query)}`;
  const options = sent ? { method: "POST", body: sent, headers: { "X-CSRFToken": token() } } : {};
  const answer = await fetch(url, { redirect: "manual", ...options }).catch(() => null);
  if (answer?.ok) return answer.json();
  throw new Error(answer && (answer.type === "opaqueredirect" || answer.status === 403) ? ENDED : AWAY);
}

/** Returns `key=value` pairs as a body of a POST; a list gives its key several times. */
export function body(pairs) {
  const sent = new URLSearchParams();
  for (const [key, value] of Object.entries(pairs)) for (const one of [value].flat()) sent.append(key, one);
  return sent;
}

/** A text field, its list and its line of news. An option is {name, says, picture, …}, whatever else the picker needs. */
export class Combobox {
  /** `look(text)` returns the promise of {options, active}; `choose(option)` takes one; `list` names the list. */
  constructor({ label, list, look, choose, erase = () => {}, hint = "" }) {
    Object.assign(this, { look, choose, erase });
    this.id = `picker-${(made += 1)}`;
    this.options = [];
    this.active = -1;
    this.asked = 0; // the number of the newest look-up
    this.under = null; // the look-up under way
    this.taking = Promise.resolve(); // what was taken and is still under way
    const aria = { role: "combobox", autocomplete: "list", expanded: "false", controls: `${this.id}-list`, label };
    this.input = element("input", { type: "text", id: this.id, autocomplete: "off", placeholder: hint, aria });
    this.list = element("ul", { id: `${this.id}-list`, className: "options", hidden: true, aria: { role: "listbox", label: list } });
    this.news = element("p", { className: "picker-news", aria: { role: "status" } });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.clicked(event));
    boxes.add(this);
  }

  get parts() {
    return [this.input, this.list, this.news];
  }

  say(words) {
    this.news.textContent = words;
  }

  typed() {
    this.say("");
    clearTimeout(this.pause);
    this.under = new Promise((done) => {
      this.pause = setTimeout(() => done(this.lookUp()), PAUSE);
    });
  }

  /** Looks up what stands in the field and shows it, unless something else is asked meanwhile. */
  async lookUp() {
    const number = (this.asked += 1);
    try {
      const { options, active } = await this.look(this.input.value.trim());
      if (number === this.asked) this.show(options, active);
    } catch (error) {
      if (number === this.asked) this.say(error.message);
    }
  }

  /** Opens the list with the options, of which the one numbered `active` is marked; closes it if there are none. */
  show(options, active = -1) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => this.line(option, at)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.mark(options.length ? active : -1);
  }

  line(option, at) {
    const line = element("li", { id: `${this.id}-${at}`, aria: { role: "option", selected: "false" } });
    if (option.picture) {
      const { url, width, height } = option.picture;
      line.append(element("img", { src: url, width, height, alt: "", loading: "lazy" }));
    }
    line.append(element("span", { className: "name", textContent: option.label ?? option.name }));
    if (option.says) line.append(" ", element("span", { className: "says", textContent: option.says }));
    return line;
  }

  mark(active) {
    this.active = active;
    [...this.list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === active)));
    const line = this.list.children[active];
    if (line) this.input.setAttribute("aria-activedescendant", line.id);
    else this.input.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.asked += 1; // what is still looked up comes too late
    clearTimeout(this.pause);
    this.under = null;
    this.show([]);
  }

  left() {
    this.close();
    const rest = this.input.value.trim();
    if (rest) this.say(`“${rest}” is not chosen yet: press Enter in the field, or empty it.`);
  }

  async key(event) {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Backspace" && !this.input.value) this.erase();
    else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) await this.lookUp();
      else this.mark((this.active + (key === "ArrowDown" ? 1 : -1) + this.options.length) % this.options.length);
    } else if (key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (key === "Enter") {
      event.preventDefault(); // it does not send the form
      this.enter();
    }
  }

  /** Takes the marked option; if the list is not there yet, what it will offer, so that nobody who types fast need wait. */
  enter() {
    const text = this.input.value.trim();
    const option = this.under ? null : this.options[this.active];
    if (option) this.settle(() => option, text);
    else if (text) this.settle(() => this.look(text).then(({ options, active }) => options[active]), text);
  }

  clicked(event) {
    const line = event.target.closest("[role=option]");
    const option = line && this.options[[...this.list.children].indexOf(line)];
    if (option) this.settle(() => option, this.input.value.trim());
  }

  /** Empties the field, and takes the option that `find` returns after those before it; if there is none, the text comes back. */
  settle(find, text) {
    this.input.value = "";
    this.close();
    this.taking = this.taking.then(async () => {
      try {
        const option = await find();
        if (option) await this.choose(option);
        else this.giveBack(text);
      } catch (error) {
        this.giveBack(text);
        this.say(error.message);
      }
    });
  }

  /** Puts text that could not be taken back into the field, before what was typed meanwhile. */
  giveBack(text) {
    this.input.value = [text, this.input.value].filter(Boolean).join(", ");
  }
}

const boxes = new Set();
const onTheWay = new Set(); // promises, for which a save waits

/** Lets a save wait until `sending` is done. */
export function saveAfter(sending) {
  onTheWay.add(sending);
  sending.finally(() => onTheWay.delete(sending));
}

/** Returns whether the form can be sent: whether all that was typed into its pickers is taken. If not, says so there. */
export async function allTaken() {
  while (onTheWay.size) await Promise.allSettled(onTheWay);
  for (const box of [...boxes].filter(({ input }) => input.isConnected)) {
    await box.taking;
    if (!box.input.value.trim()) continue;
    box.input.focus();
    box.left();
    return false;
  }
  const arriving = document.querySelector("#arriving.waits input");
  arriving?.focus();
  if (arriving) document.querySelector("#arriving [role=status]").textContent = "Add these pictures to the story or leave them; then save.";
  return !arriving;
}

/** Calls `connect(root)` for the page, and for each part of it that is made again (js/newsroom/inplace.js). */
export function whereverItIs(connect) {
  connect(document);
  document.addEventListener("formrefreshed", ({ target }) => connect(target));
}
