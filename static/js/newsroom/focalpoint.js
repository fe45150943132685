// The newsroom's photo form: a click on the picture sets its focal point, and a ring shows where it is.

const across = document.querySelector("#id_focal_x");
const down = document.querySelector("#id_focal_y");
const picture = document.querySelector(".focal");

function showRing() {
  const ring = picture.querySelector("circle");
  ring.setAttribute("cx", `${across.value || 50}%`);
  ring.setAttribute("cy", `${down.value || 50}%`);
}

function percent(part, whole) {
  return Math.min(100, Math.max(0, Math.round((100 * part) / whole)));
}

if (picture && across && down) {
  picture.classList.add("settable");
  picture.addEventListener("click", (event) => {
    const place = picture.getBoundingClientRect();
    across.value = percent(event.clientX - place.left, place.width);
    down.value = percent(event.clientY - place.top, place.height);
    showRing();
  });
  for (const field of [across, down]) field.addEventListener("input", showRing);
}
