// Beside each field in which a photo is looked up stands the photo that is chosen, small.

/** Shows the photo that is chosen in the field; nothing if none is, or if it cannot be read. */
async function show(select) {
  const number = select.value;
  const place = select.closest(".related-widget-wrapper") ?? select.parentElement;
  const answer = number ? await fetch(select.dataset.picture.replace("/0/", `/${number}/`)).catch(() => null) : null;
  const found = answer?.ok ? await answer.json() : null;
  if (number !== select.value) return; // another was chosen meanwhile
  place.querySelector(":scope > .picked")?.remove();
  if (!found) return;
  const picture = new Image(found.picture.width, found.picture.height);
  picture.className = "picked";
  picture.alt = "";
  picture.src = found.picture.url;
  place.prepend(picture);
}

for (const select of document.querySelectorAll("select[data-picture]")) show(select);
window.django?.jQuery(document).on("change", "select[data-picture]", ({ target }) => show(target));
