// The form of a story: a photo's button puts its place, a paragraph [photo 41], into the text where the cursor stands.

/** Returns the number of the photo that is chosen beside the button; empty if none is. */
function chosenBeside(button) {
  const row = button.closest(".inline-related, fieldset");
  return row.querySelector("select[name$=photo]")?.value ?? "";
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-place]");
  const number = button && chosenBeside(button);
  if (number) document.dispatchEvent(new CustomEvent("placephoto", { detail: number })); // js/newsroom/editorextension.js
});
