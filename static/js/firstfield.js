// Where one goes on: at the first field that was refused, else at the first of a new row; unless one writes already.
// Django's own script comes when it comes, and takes the cursor away in the middle of a word.

const form = document.querySelector("#content-main form[id$=_form]");
const place = form?.querySelector(".errors") ?? form;
const usable = (field) => field.offsetParent && !field.disabled;

if (form && document.activeElement === document.body) {
  const field = [...place.querySelectorAll("button, input, select, textarea")].find(usable);
  if (field) field.focus();
  else place.scrollIntoView();
}
