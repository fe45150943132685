// The form of a file: says that a file is too large before it is sent, which can take minutes.

const field = document.querySelector("input[type=file][data-most-video]");

/** Returns the kind of a file by what the browser says of it; the site itself looks at the bytes. */
function kindOf(file) {
  const kind = file.type.split("/")[0];
  return kind === "audio" || kind === "video" ? kind : "document";
}

/** Returns a number of bytes in words. */
function megabytes(size) {
  return `${(size / 1e6).toFixed(1)} MB`;
}

field?.addEventListener("change", () => {
  const [file] = field.files;
  const kind = file && kindOf(file);
  const most = kind && Number(field.getAttribute(`data-most-${kind}`));
  field.setCustomValidity(file?.size > most ? `This file has ${megabytes(file.size)}, and ${kind} may have ${megabytes(most)}. Export it smaller.` : "");
  field.reportValidity();
});
