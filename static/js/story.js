// The two buttons of a story that need JavaScript. The style sheet shows them only if scripts run.
// And for people of the newsroom, whose log-in left a cookie, a link to the story's form.

const SHOWN = 4000; // milliseconds that the answer to the copying stands there

document.querySelector("[data-print]").addEventListener("click", () => print());

const status = document.querySelector("[data-copied]"); // a live region: what appears in it is read out
let fading;

document.querySelector("[data-copy]").addEventListener("click", async ({ currentTarget: button }) => {
  clearTimeout(fading);
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = status.dataset.copied;
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling); // not allowed: select it to copy by hand
    status.textContent = status.dataset.selected;
  }
  fading = setTimeout(() => (status.textContent = ""), SHOWN);
});

const newsroom = document.cookie.match(/(?:^|; )newsroom=([\w-]+)/)?.[1];
const number = location.pathname.match(/\/news\/(\d+)\//)?.[1];
if (newsroom && number) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "links";
  line.lang = "en"; // as the newsroom is
  link.href = `/${newsroom}/articles/article/${number}/change/`;
  link.textContent = "Edit";
  line.append(link);
  document.querySelector(".topline").append(line);
}
