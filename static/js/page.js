// What the front page and stories do if scripts run: “12 min. ago” behind the times of the newest stories (the printed time
// stays, and where there is no room, so does the line), and the service worker that keeps the stories read last.

const TIMES = ".lead .stamp time, .front-top .clock time, .story > header > .stamp > time:first-child";
const DAY = 24 * 60; // minutes; of older stories the printed time says more
const MINUTE = 60_000; // milliseconds
const OWN_WORDS = { hy: { minute: "ր առաջ", hour: "ժ առաջ" } }; // CLDR's; Chrome leaves them out and would say it in English

function ago(time) {
  const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / MINUTE);
  if (!time.dateTime.includes("T") || minutes < 0 || minutes >= DAY) return "";
  const [count, unit] = minutes < 60 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
  const { lang } = time.closest("[lang]");
  const { RelativeTimeFormat } = Intl;
  if (RelativeTimeFormat.supportedLocalesOf(lang).length) return new RelativeTimeFormat(lang, { style: "short" }).format(-count, unit);
  return OWN_WORDS[lang] ? `${count} ${OWN_WORDS[lang][unit]}` : "";
}

function say() {
  for (const time of document.querySelectorAll(TIMES)) {
    const line = time.parentElement;
    line.querySelector(".ago")?.remove();
    const text = ago(time);
    if (!text) continue;
    const height = line.offsetHeight;
    const span = document.createElement("span");
    span.className = "ago";
    span.textContent = text;
    line.append(span);
    if (line.offsetHeight > height) span.remove(); // nothing may move
  }
}

say();
setInterval(say, MINUTE);

navigator.serviceWorker?.register("/serviceworker.js").catch(() => {}); // not allowed, as in some private windows
