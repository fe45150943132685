// Links of a story's text: what becomes one by itself, and what a link that another site has wrapped really leads to.
// articles/text/links.py unwraps by the same rules on the server.

// [host, path, the parameters that hold the address]
const WRAPPERS = [
  [/^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$/, /^\/url$/, ["q", "url"]],
  [/^lm?\.(?:facebook|instagram)\.com$/, /^\/(?:l\.php)?$/, ["u"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ["url"]],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(?:away\.|www\.|m\.)?vk\.com$/, /^\/away(?:\.php)?$/, ["to"]],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:redir\/redirect|safety\/go)\/?$/, ["url"]],
  [/^slack-redir\.net$/, /^\/link$/, ["url"]],
  [/^out\.reddit\.com$/, /^\//, ["url"]],
  [/^(?:www\.)?duckduckgo\.com$/, /^\/l\/?$/, ["uddg"]],
];
const TIMES = 3; // a wrapped link is sometimes wrapped again
const WRITTEN_OUT = /^(?:https?:\/\/|www\.|mailto:)\S/i;
const MAIL = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.\d]{2,}$/;
const SPACE = /[\x00-\x20\x7f]/g;
const ADDRESS = /https?:\/\/[^\s<>"]+/gi;

function unwrapOnce(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  if (!/^https?:$/.test(url.protocol)) return address;
  for (const [host, path, names] of WRAPPERS) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue;
    const inner = names.map((name) => url.searchParams.get(name)).find((value) => /^https?:\/\/[^/]/i.test(value ?? ""));
    if (inner) return inner.trim().replace(SPACE, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  }
  return address;
}

/** The address that a link leads to in the end; one that nobody has wrapped is returned as it is. */
export function unwrap(address) {
  let url = address;
  for (let times = 0; times < TIMES; times += 1) url = unwrapOnce(url);
  return url;
}

/** The text with the addresses in it unwrapped. */
export const unwrapAll = (text) => (text.includes("://") ? text.replace(ADDRESS, unwrap) : text);

/** The address for a pasted link's `href`; null if it leads nowhere that a reader could go. */
export function usable(href) {
  const address = (href ?? "").trim();
  if (/^www\./i.test(address)) return `https://${address}`;
  if (/^\/\/[^/]/.test(address)) return unwrap(`https:${address}`);
  if (/^(?:https?:\/\/[^/]|mailto:.)/i.test(address)) return unwrap(address);
  return /^\/(?![/\\])/.test(address) ? address : null; // browsers read /\ as //
}

/** Whether typed or pasted words become a link by themselves: `https://…`, `www.…` and mail addresses, no `ended.In`. */
export const linksItself = (words) => WRITTEN_OUT.test(words) || MAIL.test(words);

/** Whether the text may hold a link to `address`: http, https, mailto, or an address of this site. */
export const allowed = (address) => !/^[\s\0-\x1f]*[a-z][a-z0-9+.\-\s]*:/i.test(address) || /^(?:https?|mailto):/i.test(address);
