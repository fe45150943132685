// A browser that comes Back to a form may ask for its page again and fill in all that was sent: it is still the same form,
// so it keeps its token (articles/admin/common/one_time_forms.py). If anything is missing, it is a form of its own, which
// makes a row of its own. Token and what was sent are kept with the place in the tab's history.

const field = document.querySelector("#content-main form input[name=once]");
const OWN = ["once", "csrfmiddlewaretoken"];

/** Returns a number for all the values of the form; other values have another one. */
function digest() {
  const values = [...new FormData(field.form)].filter(([name]) => !OWN.includes(name)).join("\n");
  return [...values].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 2 ** 40, 7);
}

field.form.addEventListener("submit", () => history.replaceState({ ...history.state, sent: digest() }, ""));

addEventListener("pageshow", () => {
  const { once, sent } = history.state ?? {};
  if (once && sent === digest()) field.value = once;
  else history.replaceState({ ...history.state, once: field.value, sent: null }, "");
});
