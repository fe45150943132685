// A browser that comes Back to a form may ask for its page again and fill in what was typed: it is still the same form, so
// it keeps its token (articles/admin/common/one_time_forms.py). The token is kept with the place in the tab's history.

const field = document.querySelector("#content-main form input[name=once]");

/** Returns whether the field holds something else than the page gave it. */
function isTyped(one) {
  if (one.type === "hidden") return false;
  if (one.options) return [...one.options].some((option) => option.selected !== option.defaultSelected);
  return one.defaultValue !== undefined && one.value !== one.defaultValue;
}

addEventListener("pageshow", () => {
  const before = history.state?.once;
  if (before && [...field.form.elements].some(isTyped)) field.value = before;
  else history.replaceState({ ...history.state, once: field.value }, "");
});
