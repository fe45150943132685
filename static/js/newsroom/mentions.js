// Offers colleagues after an @ in a note: arrows choose, Enter or Tab takes, Escape closes.

const people = [...document.querySelectorAll("#people option")].map(({ value, textContent }) => ({ name: value, called: textContent }));
const TYPED = /(?:^|[^\w.@+-])@([\w.+-]*)$/u; // what stands before the cursor
const OFFERED = 6;

const list = document.createElement("ul");
list.id = "mention-list";
list.className = "mention-list";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Colleagues");
list.hidden = true;
let box = null; // the field that the list belongs to
let at = 0; // the chosen one

function near(typed) {
  const begin = typed.toLowerCase();
  return people
    .filter(({ name, called }) => name.toLowerCase().startsWith(begin) || called.toLowerCase().split(" ").some((word) => word.startsWith(begin)))
    .slice(0, OFFERED);
}

function close() {
  list.hidden = true;
  box?.removeAttribute("aria-activedescendant");
}

function mark(next) {
  at = next;
  [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
  box.setAttribute("aria-activedescendant", list.children[at].id);
}

function offer(field) {
  box = field;
  const typed = TYPED.exec(field.value.slice(0, field.selectionStart));
  const found = typed ? near(typed[1]) : [];
  if (!found.length) return close();
  list.replaceChildren(...found.map(({ name, called }, index) => {
    const one = document.createElement("li");
    one.id = `mention-${index}`;
    one.setAttribute("role", "option");
    one.dataset.name = name;
    one.textContent = called === name ? `@${name}` : `${called} @${name}`;
    return one;
  }));
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  list.hidden = false;
  return mark(0);
}

function take(name) {
  const { selectionStart: end, value } = box;
  const begin = value.slice(0, end).lastIndexOf("@");
  box.setRangeText(`@${name} `, begin, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  box.focus();
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-mention]")) offer(target);
});
document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== box) return;
  const many = list.children.length;
  if (event.key === "ArrowDown") mark((at + 1) % many);
  else if (event.key === "ArrowUp") mark((at + many - 1) % many);
  else if (event.key === "Enter" || event.key === "Tab") take(list.children[at].dataset.name);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
list.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the field keeps the cursor
  const one = event.target.closest("[data-name]");
  if (one) take(one.dataset.name);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === box) close();
});
