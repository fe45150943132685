// The search page if scripts run: what is empty stays out of the address, and after Back the form says what the page shows.

const form = document.querySelector(".search-form");

form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value && name !== "q") formData.delete(name);
});
addEventListener("pageshow", ({ persisted }) => persisted && form.reset());
