// The form of a story: a button beside a photo or a file puts its place, a paragraph [photo 41] or [file 7], into the text
// where the cursor stands.

/** Returns the number of the photo or file that is chosen beside the button; empty if none is. */
function chosenBeside(button, field) {
  const row = button.closest(".inline-related, fieldset");
  return row.querySelector(`select[name$=${field}]`)?.value ?? "";
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-place]");
  if (!button) return;
  const [field, event] = button.dataset.place === "file" ? ["media_file", "placefile"] : ["photo", "placephoto"];
  const number = chosenBeside(button, field);
  if (number) document.dispatchEvent(new CustomEvent(event, { detail: number })); // js/newsroom/editorextension.js
});
