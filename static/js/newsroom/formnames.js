// Adds the accessible names that the libraries of the newsroom's forms leave out: for the text editor and the lookups.

const nameOf = (label) => label?.textContent.replace(/:\s*$/, "").trim();

/** Returns the name of a select that Django uses for a lookup: its label, or else the header of its column. */
function labelOf(select) {
  const cell = select.closest("td");
  const head = cell && select.closest("table").tHead?.rows[0].cells[cell.cellIndex];
  return nameOf(document.querySelector(`label[for="${select.id}"]`)) ?? select.getAttribute("aria-label") ?? nameOf(head);
}

function nameLookUp(container) {
  const select = container.previousElementSibling;
  const name = select?.matches("select") && labelOf(select);
  if (!name) return;
  const box = container.querySelector("[role=combobox]");
  const shown = container.querySelector(".select2-selection__rendered");
  const chosen = () => {
    const words = [...select.selectedOptions].map((option) => option.textContent.trim()).filter(Boolean).join(", ");
    box.setAttribute("aria-label", words ? `${name}: ${words}` : name);
  };
  box.removeAttribute("aria-labelledby"); // that names the chosen value, not the field
  shown.removeAttribute("role"); // it is not a text box
  shown.removeAttribute("aria-readonly");
  container.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
  django.jQuery(select).on("change", chosen);
  chosen();
}

/** Names the drop-down list of a lookup, which is created again each time it opens. */
function nameOpened({ target: select }) {
  const name = labelOf(select) ?? "Look up";
  const box = select.nextElementSibling?.querySelector("[role=combobox]");
  if (box?.hasAttribute("aria-owns")) box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
  const dropped = document.querySelector("body > .select2-container--open");
  dropped?.setAttribute("role", "region");
  dropped?.setAttribute("aria-label", `${name}, choices`);
  for (const part of document.querySelectorAll(".select2-container--open :is(.select2-search__field, [role=listbox])")) {
    part.setAttribute("aria-label", name);
    part.removeAttribute("aria-expanded"); // has no meaning for a list of options
  }
}

function nameEditor(field) {
  const text = field.closest(".prose-editor")?.querySelector(".tiptap");
  const label = nameOf(document.querySelector(`label[for="${field.id}"]`));
  if (!text || !label) return;
  text.setAttribute("aria-label", label);
  text.setAttribute("aria-multiline", "true");
  const help = document.getElementById(`${field.id}_helptext`);
  if (help) text.setAttribute("aria-describedby", help.id);
}

function nameAll() {
  for (const container of document.querySelectorAll(".select2-container:not([data-named])")) {
    if (!container.querySelector(".selection")) continue;
    container.dataset.named = "";
    nameLookUp(container);
  }
  // The chosen values are in a list that is not a pure list: it contains other elements, too.
  for (const part of document.querySelectorAll("ul.select2-selection__rendered, .select2-selection__rendered > li")) {
    part.setAttribute("role", "none");
  }
  for (const box of document.querySelectorAll(".inline-group td.delete input")) box.setAttribute("aria-label", "Take off");
  for (const field of document.querySelectorAll(".prose-editor textarea")) nameEditor(field);
}

/** Replaces an empty header cell by a plain cell. */
function plainCell(head) {
  const cell = document.createElement("td");
  cell.className = head.className;
  head.replaceWith(cell);
}

if (window.django?.jQuery) {
  document.querySelectorAll(".inline-group th:empty").forEach(plainCell);
  nameAll();
  new MutationObserver(nameAll).observe(document.querySelector("#content"), { childList: true, subtree: true });
  django.jQuery(document).on("select2:open", nameOpened);
}
