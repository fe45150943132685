// The search page if scripts run: what is empty stays out of the address, after Back the form says what the page shows,
// and the filters are open where they stand beside the stories.

const form = document.querySelector(".search-form");

form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value && name !== "q") formData.delete(name);
});
addEventListener("pageshow", ({ persisted }) => persisted && form.reset());

const beside = matchMedia("(width >= 64rem)");
const unfold = () => beside.matches && (form.querySelector(".filters").open = true);
beside.addEventListener("change", unfold);
unfold();
