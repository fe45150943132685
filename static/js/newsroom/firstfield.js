// Focuses what the editor is asked, or the first field with an error, or else the first field of a new row, unless the user is already typing.
// Django's own script may run late, and takes the cursor away in the middle of a word.

const form = document.querySelector("#content-main form[id$=_form]");
const place = form?.querySelector(".errors") ?? form;
const usable = (field) => field.offsetParent && !field.disabled;

const asked = form?.querySelector(".warnings"); // a second Enter must not press the button that publishes

if (asked) {
  asked.focus();
} else if (form && document.activeElement === document.body) {
  const field = [...place.querySelectorAll("button, input, select, textarea")].find(usable);
  if (field) field.focus();
  else place.scrollIntoView();
}
