// A card of another site's video, post, sound or map gives way to that site's player when it is clicked, not before.

for (const card of document.querySelectorAll("[data-player]")) {
  card.setAttribute("role", "button");
  card.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    card.click();
  });
  card.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab, as with any link
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = `frame ${card.dataset.shape}`;
    frame.title = card.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin"; // YouTube refuses those who do not say who they are
    frame.sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts";
    frame.src = card.dataset.player;
    card.replaceWith(frame);
    frame.focus({ preventScroll: true });
  });
}
