// The service worker: keeps the stories read last, for when there is no network. Online, every page comes from the network.

const STORIES = "stories";
const PICTURES = "pictures"; // of those stories
const FILES = "files"; // style sheets, scripts, the pages that say that there is no network
const MOST = { [STORIES]: 30, [PICTURES]: 60, [FILES]: 60 }; // the oldest go first
const LANGUAGE = "((?:/[a-z]{2,3}(?:-[A-Za-z0-9-]+)?)?)"; // "/ru", "" in the default one
const STORY = new RegExp(`^${LANGUAGE}(/news/[0-9]+/)(?!history/)[^/]+/$`);
const STORY_BY_NUMBER = new RegExp(`^${LANGUAGE}(/news/[0-9]+/)$`);
const PAGE = new RegExp(`^${LANGUAGE}/(?:$|(?:latest|sections?|tags?|authors?|news|archive|search|corrections)/)`);
const HASHED = /\.[0-9a-f]{12}\.\w+$/; // a file's name changes with its content
const OFFLINE = "/offline/";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePage(""));
});

self.addEventListener("activate", (event) => {
  const preload = self.registration.navigationPreload; // the page is asked for while this script starts
  event.waitUntil(Promise.all([self.clients.claim(), preload?.enable()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (PAGE.test(pathname)) event.respondWith(page(event, pathname));
  } else if (HASHED.test(pathname)) {
    event.respondWith(file(request));
  } else if (["style", "script"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => keptFile(request))); // in development no name has a digest
  } else if (request.destination === "image" && STORY.test(pathOf(request.referrer))) {
    event.respondWith(picture(event));
  }
});

/** Answers with the page from the network; without one, with the kept story or the page that says so. */
async function page(event, pathname) {
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    if (STORY.test(pathname)) event.waitUntil(keepStory(pathname, answer.clone()));
    return answer;
  } catch {
    const [, language] = pathname.match(PAGE);
    return (await keptStory(pathname, language)) || (await offlinePage(language)) || Response.error();
  }
}

/** Keeps a story that is for everybody; forgets one that is not on the site any more. */
async function keepStory(pathname, answer) {
  const [, language, number] = pathname.match(STORY);
  const stories = await caches.open(STORIES);
  if (answer.status === 404 || answer.status === 410) await stories.delete(language + number);
  if (!answer.ok || !answer.headers.get("Cache-Control")?.includes("public")) return;
  await keepOfflinePage(language).catch(() => {}); // before the story, which is shown with its words
  await stories.delete(language + number); // the newest are last
  await stories.put(language + number, answer);
  await trim(stories, MOST[STORIES]);
}

/** Returns the kept story with a note that it is one; undefined if it is not kept. */
async function keptStory(pathname, language) {
  const found = pathname.match(STORY) || pathname.match(STORY_BY_NUMBER);
  const story = found && (await (await caches.open(STORIES)).match(found[1] + found[2]));
  if (!story) return undefined;
  const said = await (await offlinePage(language))?.text();
  const note = said?.match(/<p class="kept-note"[^]*?<\/p>/)?.[0] ?? "";
  const html = (await story.text())
    .replace(/<aside class="breaking [^]*?<\/aside>/, "") // it was news when the story was read
    .replace(/<main [^>]*>/, (main) => main + note);
  return new Response(html, { headers: story.headers });
}

async function offlinePage(language) {
  const files = await caches.open(FILES);
  return (await files.match(language + OFFLINE)) || files.match(OFFLINE);
}

/** Fetches the page that says that there is no network, and what it is made of. */
async function keepOfflinePage(language) {
  const files = await caches.open(FILES);
  const answer = await fetch(language + OFFLINE);
  if (!answer.ok) return;
  await files.put(language + OFFLINE, answer.clone());
  const parts = (await answer.text()).match(/(?<=(?:href|src)=")[^"]+\.(?:css|js)(?=")/g) ?? [];
  await Promise.all(parts.map(async (part) => (await files.match(part)) || files.add(part)));
}

/** Answers from what is kept: a file of that name never changes. */
async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await files.put(request, answer.clone());
    await trim(files, MOST[FILES]);
  }
  return answer;
}

async function keptFile(request) {
  return (await (await caches.open(FILES)).match(request)) || Response.error();
}

/** Answers with a story's picture from the network; without one, with the kept picture. */
async function picture(event) {
  const pictures = await caches.open(PICTURES);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) {
      const kept = answer.clone();
      event.waitUntil(pictures.put(event.request, kept).then(() => trim(pictures, MOST[PICTURES])));
    }
    return answer;
  } catch {
    return (await pictures.match(event.request)) || Response.error();
  }
}

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

function pathOf(address) {
  return address ? new URL(address).pathname : "";
}
