// Links in a story's text: which words become links automatically, and where links wrapped by other sites really lead.
// articles/text/links.py unwraps by the same rules on the server.

// [host, path, the query parameters that may hold the address]
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

/** Returns the address that a wrapped link finally leads to; any other address is returned unchanged. */
export function unwrap(address) {
  let url = address;
  for (let times = 0; times < TIMES; times += 1) url = unwrapOnce(url);
  return url;
}

/** Returns the text with all addresses in it unwrapped. */
export const unwrapAll = (text) => (text.includes("://") ? text.replace(ADDRESS, unwrap) : text);

/** Returns the address for a pasted link's `href`; null if readers could not follow it. */
export function usable(href) {
  const address = (href ?? "").trim();
  if (/^www\./i.test(address)) return `https://${address}`;
  if (/^\/\/[^/]/.test(address)) return unwrap(`https:${address}`);
  if (/^(?:https?:\/\/[^/]|mailto:.)/i.test(address)) return unwrap(address);
  return /^\/(?![/\\])/.test(address) ? address : null; // browsers read /\ as //
}

/** Returns whether typed or pasted words become a link: `https://…`, `www.…` and mail addresses, but not `ended.In`. */
export const linksItself = (words) => WRITTEN_OUT.test(words) || MAIL.test(words);

/** Returns whether the text may have a link to `address`: http, https, mailto, or an address of this site. */
export const allowed = (address) => !/^[\s\0-\x1f]*[a-z][a-z0-9+.\-\s]*:/i.test(address) || /^(?:https?|mailto):/i.test(address);
