// The page that says that there is no network: the stories that this device keeps, the one read last first.

const list = document.querySelector("[data-kept]");
const stories = await caches.open("stories");

for (const request of (await stories.keys()).reverse()) {
  const answer = await stories.match(request);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const headline = page.querySelector("h1");
  if (!headline) continue;
  const link = document.createElement("a");
  link.href = new URL(request.url).pathname;
  link.textContent = headline.textContent;
  link.lang = headline.closest("[lang]").lang;
  const item = document.createElement("li");
  item.append(link);
  list.append(item);
}

const kept = list.childElementCount > 0;
document.querySelector("[data-some]").hidden = !kept;
document.querySelector("[data-none]").hidden = kept;

document.querySelector("[data-forget]").addEventListener("click", async () => {
  await Promise.all(["stories", "pictures"].map((name) => caches.delete(name)));
  location.reload();
});
