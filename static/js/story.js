// A story's two buttons that need a script. The style sheet shows them only where scripts run.

document.querySelector("[data-print]").addEventListener("click", () => print());

document.querySelector("[data-copy]").addEventListener("click", async ({ currentTarget: button }) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling); // not allowed: ready to be copied by hand
  }
});
