// Keys of a story's form: Ctrl+S saves and stays, Ctrl+Enter asks whether to publish (Cmd on a Mac), ? lists them. With a field
// in focus only keys with Ctrl or Cmd do anything, so they take no letter from who writes or from a screen reader.

const form = document.querySelector("#article_form");
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
const list = document.querySelector("#shortcuts");
const asking = document.querySelector("#ask-publish");
const button = (name) => form.querySelector(`.submit-row [name=${name}], .quiet-row [name=${name}]`);

function press(name) {
  const pressed = button(name);
  if (pressed) form.requestSubmit(pressed);
  return Boolean(pressed);
}

function askToPublish() {
  if (!button("_publish")) return;
  asking.querySelector(".what").textContent = form.elements.headline.value.trim() || "This story has no headline yet.";
  asking.showModal();
}

function inField({ target }) {
  return target.closest?.("input, textarea, select, [contenteditable=true]") !== null;
}

function key(event) {
  const { key: pressed, isComposing } = event;
  const command = (MAC ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
  if (isComposing || document.querySelector("dialog[open]")) return;
  if (command && pressed.toLowerCase() === "s") {
    event.preventDefault();
    if (!press("_continue")) press("_save");
  } else if (command && pressed === "Enter") {
    event.preventDefault();
    event.stopPropagation(); // the editor would break the line
    askToPublish();
  } else if (pressed === "?" && !inField(event) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    list.showModal();
  }
}

if (form && list) {
  if (MAC) for (const one of list.querySelectorAll("kbd.command")) one.textContent = "⌘";
  document.addEventListener("keydown", key, { capture: true });
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-shortcuts]")) list.showModal();
  });
  asking.addEventListener("close", () => {
    if (asking.returnValue === "publish") press("_publish");
    asking.returnValue = "";
  });
}
