// A photo series: the arrow keys and a swipe lead to the next photo and back. Without scripts the photos stand in order.

const photos = [...document.querySelectorAll("[data-series] > li")];
const SWIPE = 60; // pixels across that are meant; and more than up or down
const still = matchMedia("(prefers-reduced-motion: reduce)");
let from = null;

/** Returns the index of the photo that is nearest to the middle of the window. */
function current() {
  const middle = innerHeight / 2;
  const away = photos.map((photo) => {
    const { top, bottom } = photo.getBoundingClientRect();
    return Math.max(top - middle, middle - bottom, 0);
  });
  return away.indexOf(Math.min(...away));
}

function inSight() {
  return photos.some((photo) => photo.getBoundingClientRect().top < innerHeight && photo.getBoundingClientRect().bottom > 0);
}

function go(by) {
  const next = photos[current() + by];
  next?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  return Boolean(next);
}

document.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (!by || typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !inSight()) return;
  if (go(by)) event.preventDefault();
});

for (const photo of photos) {
  photo.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
  photo.addEventListener("touchend", ({ changedTouches: [to] }) => {
    const [across, down] = from ? [to.clientX - from.clientX, to.clientY - from.clientY] : [0, 0];
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) go(across < 0 ? 1 : -1);
    from = null;
  });
}
