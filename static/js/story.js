// The two buttons of a story that need JavaScript. The style sheet shows them only if scripts run.

document.querySelector("[data-print]").addEventListener("click", () => print());

document.querySelector("[data-copy]").addEventListener("click", async ({ currentTarget: button }) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling); // not allowed: select it to copy by hand
  }
});
