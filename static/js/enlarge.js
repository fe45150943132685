// The photos of a story, one at a time and as large as the window, where the links alone would lead to their files. Keys, a
// swipe and buttons step among them; Esc, Back, Close and a press beside the photo lead back to the story.

const links = [...document.querySelectorAll("a[data-large]")];
const dialog = document.querySelector("#enlarged").content.firstElementChild;
const SWIPE = 60; // pixels across that are meant; and more than up or down
let at = 0;
let from = null;

document.body.append(dialog);
for (const link of links) link.setAttribute("aria-haspopup", "dialog");

function shownAt(state) {
  return links[state?.photo] ? state.photo : null;
}

function show(number) {
  at = (number + links.length) % links.length;
  const { dataset } = links[at];
  const photo = new Image(dataset.width, dataset.height);
  photo.alt = links[at].querySelector("img").alt;
  photo.lang = links[at].querySelector("img").lang;
  photo.src = dataset.large;
  const words = links[at].parentElement.querySelector("figcaption")?.cloneNode(true);
  dialog.querySelector("figure").replaceChildren(...[photo, words].filter(Boolean));
  dialog.querySelector("[data-count]").textContent = links.length > 1 ? `${at + 1} / ${links.length}` : "";
  for (const button of dialog.querySelectorAll("[data-by]")) button.hidden = links.length === 1;
  if (!dialog.open) dialog.showModal();
}

function step(by) {
  show(at + by);
  history.replaceState({ photo: at }, "");
}

document.addEventListener("click", (event) => {
  const number = links.indexOf(event.target.closest("a[data-large]"));
  if (number < 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab, as with any link
  event.preventDefault();
  history.pushState({ photo: number }, "");
  show(number);
});

dialog.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.by) step(Number(button.dataset.by));
  else if (button || target.matches("dialog, figure")) dialog.close();
});

dialog.addEventListener("close", () => {
  if (shownAt(history.state) !== null) history.back(); // so that Back does not open the photo again
  links[at].focus();
});

const keys = (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || !dialog.open || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation(); // a series behind it does not scroll
  step(by);
};
document.addEventListener("keydown", keys, { capture: true });

dialog.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
dialog.addEventListener("touchend", ({ changedTouches: [to] }) => {
  const [across, down] = from ? [to.clientX - from.clientX, to.clientY - from.clientY] : [0, 0];
  const zoomed = visualViewport.scale > 1; // then a finger moves the photo
  if (!zoomed && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) step(across < 0 ? 1 : -1);
  from = null;
});

addEventListener("popstate", ({ state }) => {
  if (shownAt(state) !== null) show(state.photo);
  else if (dialog.open) dialog.close();
});
if (shownAt(history.state) !== null) show(history.state.photo); // the page was loaded again
