// Pictures that are dropped on a story's form, pasted into it or chosen: each is shown with what its file says of it and a focal
// point, and is stored and put into the story by a press. Several may wait below the text, and one press sends all of them.

import { ask, element, saveAfter, token } from "articles/combobox";

const place = document.querySelector("#arriving");
const list = place?.querySelector("ul");
const news = place?.querySelector("[role=status]");
const WIDTH = 320; // pixels of the picture that is shown
const JPEG_HEAD = 1 << 20; // bytes; a JPEG says what it shows before its pixels
const FIELDS = { alt: "Alternative text", caption: "Caption", credit: "Credit" };
const AWAY = "The newsroom cannot be reached. The picture is still here; try again in a moment.";
const ENDED = "The newsroom did not take it: your session has ended, or you may not add photos. Log in again in another tab.";
const TOO_LARGE = "The file is too large for the newsroom.";
const waiting = new Set();
let made = 0;

/** One picture on its way into the story. */
class Arriving {
  constructor(file, intoText) {
    Object.assign(this, { file, intoText, told: null, id: `arriving-${(made += 1)}` });
    this.focus = { x: 50, y: 50 };
    this.canvas = element("canvas", { title: "Click on what must stay in sight when the picture is cut." });
    this.canvas.addEventListener("click", (event) => this.point(event));
    this.inputs = {};
    this.errors = element("p", { className: "errors-here", aria: { role: "alert" } });
    this.progress = element("progress", { max: 1, hidden: true, aria: { label: `Sending ${file.name}` } });
    const rows = Object.entries(FIELDS).map(([name, label]) => this.field(name, label, "text"));
    const focus = ["x", "y"].map((way) => this.field(`focal_${way}`, `Focal point, % from the ${way === "x" ? "left" : "top"}`, "number"));
    this.adder = element("button", { type: "button", textContent: "Add to the story" });
    this.leaver = element("button", { type: "button", className: "quiet", textContent: "Leave it" });
    this.adder.addEventListener("click", () => saveAfter(this.send()));
    this.leaver.addEventListener("click", () => this.leave());
    const words = element("div", { className: "words" }, element("p", { className: "file", textContent: file.name }), ...rows);
    words.append(element("div", { className: "focus" }, ...focus), this.errors, this.progress, this.adder, " ", this.leaver);
    this.row = element("li", {}, this.canvas, words);
    this.row.addEventListener("keydown", (event) => this.key(event));
    waiting.add(this);
    this.draw();
    this.offer();
  }

  field(name, label, type) {
    const input = element("input", { type, id: `${this.id}-${name}`, autocomplete: "off" });
    if (type === "number") {
      Object.assign(input, { min: 0, max: 100, value: 50 });
      input.addEventListener("input", () => this.pointed());
    }
    this.inputs[name] = input;
    return element("div", {}, element("label", { htmlFor: input.id, textContent: label }), input);
  }

  /** Enter in a field adds the picture; it does not send the story's form. */
  key(event) {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    saveAfter(this.send());
  }

  async draw() {
    this.bitmap ??= await createImageBitmap(this.file).catch(() => null);
    if (!this.bitmap) return; // the newsroom says what is wrong with it
    const { width, height } = this.bitmap;
    Object.assign(this.canvas, { width: WIDTH, height: Math.max(1, Math.round((WIDTH * height) / width)) });
    const pen = this.canvas.getContext("2d");
    pen.drawImage(this.bitmap, 0, 0, this.canvas.width, this.canvas.height);
    for (const [color, line] of [["#000", 5], ["#fff", 3]]) {
      pen.beginPath();
      pen.arc((this.canvas.width * this.focus.x) / 100, (this.canvas.height * this.focus.y) / 100, 9, 0, 2 * Math.PI);
      Object.assign(pen, { strokeStyle: color, lineWidth: line });
      pen.stroke();
    }
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    this.inputs.focal_x.value = Math.round((100 * (event.clientX - box.left)) / box.width);
    this.inputs.focal_y.value = Math.round((100 * (event.clientY - box.top)) / box.height);
    this.pointed();
  }

  pointed() {
    for (const way of ["x", "y"]) this.focus[way] = Math.min(100, Math.max(0, Number(this.inputs[`focal_${way}`].value) || 0));
    this.draw();
  }

  /** Fills in what the file says of its picture; what somebody typed meanwhile stays. */
  async offer() {
    const sent = new FormData();
    sent.append("image", this.file.type === "image/jpeg" ? this.file.slice(0, JPEG_HEAD) : this.file, "picture");
    this.told = await ask(place.dataset.file, {}, sent).catch(() => null); // the newsroom does it when it stores the picture
    for (const name of Object.keys(FIELDS)) this.inputs[name].value ||= this.told?.[name] ?? "";
  }

  /** Stores the picture and puts it into the story; if that fails, says why at its place. */
  async send() {
    if (this.adder.disabled) return;
    this.adder.disabled = this.leaver.disabled = true;
    this.errors.textContent = "";
    this.progress.hidden = false;
    const answer = await this.post().catch((error) => ({ errors: { image: error.message } }));
    this.adder.disabled = this.leaver.disabled = false;
    this.progress.hidden = true;
    if (answer.errors) this.refuse(answer.errors);
    else this.arrived(answer.photo);
  }

  refuse(errors) {
    const label = (name) => (FIELDS[name] ? `${FIELDS[name]}: ` : "");
    this.errors.textContent = Object.entries(errors).map(([name, words]) => `${label(name)}${words}`).join(" ");
    const [wrong] = Object.keys(errors).filter((name) => this.inputs[name]);
    for (const [name, input] of Object.entries(this.inputs)) input.setAttribute("aria-invalid", String(name in errors));
    this.inputs[wrong]?.focus();
  }

  /** Returns what the newsroom answers, and shows how much of the file is on its way. */
  post() {
    const sent = new FormData();
    for (const [name, text] of Object.entries(this.told ?? {})) sent.set(name, text);
    for (const [name, input] of Object.entries(this.inputs)) sent.set(name, input.value);
    if (this.told) sent.set("_offered", "1");
    sent.append("image", this.file, this.file.name || "picture");
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open("POST", place.dataset.picks);
      request.setRequestHeader("X-CSRFToken", token());
      request.upload.addEventListener("progress", ({ loaded, total }) => { this.progress.value = loaded / total; });
      request.addEventListener("error", () => fail(new Error(AWAY)));
      request.addEventListener("load", () => {
        const json = request.getResponseHeader("Content-Type")?.startsWith("application/json");
        if (request.status === 200 && json) done(JSON.parse(request.responseText));
        else fail(new Error(request.status === 413 ? TOO_LARGE : request.status < 500 ? ENDED : AWAY));
      });
      request.send(sent);
    });
  }

  arrived(photo) {
    choose(photo);
    if (this.intoText) document.dispatchEvent(new CustomEvent("placephoto", { detail: photo.id }));
    news.textContent = `“${photo.name}” is in the story. Save the story to keep it there.`;
    this.leave();
  }

  leave() {
    const next = (this.row.nextElementSibling ?? this.row.previousElementSibling)?.querySelector("input");
    this.row.remove();
    this.bitmap?.close();
    waiting.delete(this);
    next?.focus();
    showWaiting();
  }
}

function showWaiting() {
  place.classList.toggle("waits", waiting.size > 0);
  place.querySelector("[data-all]").hidden = waiting.size < 2;
}

/** Makes the photo the story's first, or one more if it has one. */
function choose({ id, name }) {
  let select = document.querySelector("#id_photo");
  if (select.value) {
    document.querySelector("#photo_uses-group .add-row a, #photo_uses-group .add-row button")?.click();
    select = [...document.querySelectorAll("#photo_uses-group select[name$='-photo']")].filter((one) => !one.name.includes("__")).at(-1);
  }
  select.replaceChildren(new Option("", ""), new Option(name, id, true, true));
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function take(files, intoText) {
  const pictures = [...files].filter((file) => file.type.startsWith("image/"));
  const others = [...files].filter((file) => !pictures.includes(file)).map((file) => `“${file.name}”`);
  news.textContent = others.length ? `Only pictures can be put in here, not ${others.join(", ")}. Recordings and documents: under “Files”.` : "";
  const rows = pictures.map((file) => new Arriving(file, intoText).row);
  list.append(...rows);
  showWaiting();
  rows[0]?.scrollIntoView({ block: "nearest" });
  rows[0]?.querySelector("input").focus({ preventScroll: true });
}

const inEditor = ({ target }) => target.closest?.(".prose-editor, input[type=file]");

async function sendAll() {
  for (const one of [...waiting]) await one.send();
}

if (place) {
  place.querySelector("[data-all]").addEventListener("click", () => saveAfter(sendAll()));
  document.addEventListener("photofiles", ({ detail }) => take(detail.files, detail.intoText));
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length || inEditor(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files], false);
  });
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length || inEditor(event) || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    take([...event.clipboardData.files], false);
  });
}
