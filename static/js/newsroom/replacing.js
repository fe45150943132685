// The places that Replace changes: their number beside the button, and buttons that tick all or none of them.

const form = document.querySelector(".replace-places");

if (form) {
  const boxes = [...form.querySelectorAll("input[name=chosen]:not(:disabled)")];
  const count = form.querySelector("[data-count]");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = `${chosen} of ${boxes.length} chosen`;
  };
  for (const [words, ticked] of [["Tick all", true], ["Tick none", false]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words });
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = ticked;
      tell();
    });
    form.querySelector("[data-toggles]").append(button, " ");
  }
  form.addEventListener("change", tell);
  addEventListener("pageshow", tell);
}
