// Reduces pasted HTML, whatever program it comes from, to the elements that the text of a story may have.
// articles/text/pasted/cleaning.py does the same on the server; tests/support/pasted.py makes sure that both give the same results.

import { unwrapAll, usable } from "articles/links";

const DROPPED = new Set("script style head title template noscript textarea select option button input".split(" "));
const FRAMES = new Set("iframe embed object video audio canvas".split(" "));
const STRUCK = new Set("del s strike".split(" "));
const BOLD = new Set(["b", "strong"]);
const ITALIC = new Set("i em cite dfn var".split(" "));
const HEADINGS = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };
const BLOCKS = new Set(
  ("p div section article header footer main nav aside address figure figcaption pre dl dt dd details summary form " +
    "fieldset legend center ul ol li blockquote table caption tbody thead tfoot tr td th hr h1 h2 h3 h4 h5 h6").split(" "),
);
const DEEPEST = 6; // levels of lists
const SPAN_MAX = 20; // rows or columns that one cell may span
const WHOLE = new Set(["table", "hr"]); // blocks without runs
const RAISED = { sup: ["0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"], sub: ["0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"] };
// Joiners stay between letters that they shape and between pictures that they join to one emoji, as do the letters of a flag.
const SHAPED = "\\u0600-\\u061b\\u061d-\\u0dff\\u1000-\\u109f\\u1780-\\u17d3\\u1820-\\u18af\\ufb50-\\ufdcf\\ufdf0-\\ufdff\\ufe70-\\ufefc";
const PICTURE = "\\u2190-\\u2bff\\u{1f000}-\\u{1faff}";
const INVISIBLE = new RegExp(
  "[\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f" +
    "\\ufdd0-\\ufdef\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e001f}\\u{e0080}-\\u{e0fff}]" +
    `(?<![${SHAPED}][\\u200c\\u200d](?=[\\u200b-\\u200f]*[${SHAPED}]))(?<![${PICTURE}\\ufe0f]\\u200d(?=[\\u200b-\\u200f]*[${PICTURE}]))`,
  "gu",
);
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0020}-\u{e007f}]+/gu;
// A number and what it counts stay together; any other non-breaking space was added by a program, not the writer.
const LOOSE = /(?<![\d№§])\xa0|\xa0(?![\p{L}\p{N}_%‰°€$₽֏])/gu;
const EMOJI = /^[\p{So}\p{Sk}\p{Cf}\p{Mn}\p{Me}]{1,16}$/u; // the alt text of a picture that replaces a character
const NUMBER = /^\(?(\d{1,3}|[a-z]{1,4})[.)]$/i; // Word's number before an item; its bullets are other characters
const BULLETS = "•‣⁃∙◦▪●■·\uf0b7\uf0a7\uf076\uf0d8"; // typed before an item, or left by Word
const BULLET = new RegExp(`^[${BULLETS}]\\s+`);
const DEEPER_BULLETS = { o: 2, "§": 3 }; // Word's before items of these levels, always pieces of their own
const STYLE = "data-style"; // the name we give to the attribute `style` while reading
const PLAIN = { bold: false, italic: false, href: null };

/** Returns the declarations of a style as {name: value}. */
function declarations(style) {
  const found = {};
  for (const one of (style ?? "").split(";")) {
    const colon = one.indexOf(":");
    if (colon > 0) found[one.slice(0, colon).trim().toLowerCase()] = one.slice(colon + 1).trim().toLowerCase();
  }
  return found;
}

/** Returns the rules of the <style> elements, by the tag, class or tag.class that they apply to. */
function styleRules(sheets) {
  const rules = new Map();
  for (const rule of sheets.replace(/\/\*.*?\*\/|<!--|-->/gs, "").split("}")) {
    const [selectors, style] = rule.split("{");
    if (style === undefined) continue;
    for (const one of selectors.split(",")) {
      const key = one.trim().toLowerCase();
      if (/^[a-z0-9]*(\.[\w-]+)?$/.test(key)) rules.set(key, { ...rules.get(key), ...declarations(style) });
    }
  }
  return rules;
}

function isBold(value, otherwise) {
  if (/^(bold|bolder)$/.test(value) || Number(value) >= 600) return true;
  return /^(normal|lighter)$/.test(value) || Number(value) < 600 ? false : otherwise;
}

class Reader {
  constructor(rules) {
    this.rules = rules;
    this.lost = { table: 0, picture: 0, frame: 0, struck: 0 };
    this.current = null; // the paragraph being read
    this.blocks = [];
    this.items = 0;
  }

  read(body) {
    const start = { ...PLAIN, pre: false, raised: null, heading: null, levels: [], item: null, quote: null, sink: this.blocks };
    this.children(body, start);
    this.end();
    return listed(this.blocks.flatMap(paragraphs));
  }

  children(element, at) {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.text(child.data, at);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, at);
    }
  }

  style(element, tag) {
    const given = { ...this.rules.get(tag) };
    for (const name of element.classList) {
      Object.assign(given, this.rules.get(`.${name.toLowerCase()}`), this.rules.get(`${tag}.${name.toLowerCase()}`));
    }
    return Object.assign(given, declarations(element.getAttribute(STYLE)));
  }

  element(element, outer) {
    const tag = element.localName;
    if (tag === "br") return this.break_(outer);
    if (tag === "img") return this.picture(element, outer);
    if (DROPPED.has(tag)) return undefined;
    if (tag === "svg") return this.drawing(element);
    const style = this.style(element, tag);
    if (isHidden(element, style)) return undefined;
    if (FRAMES.has(tag)) return this.lose("frame");
    const line = `${style["text-decoration"] ?? ""} ${style["text-decoration-line"] ?? ""}`;
    if (STRUCK.has(tag) || line.includes("line-through")) return element.textContent.trim() ? this.lose("struck") : undefined;
    const block = BLOCKS.has(tag);
    if (block) this.end();
    if (tag === "hr") {
      if (!outer.cell) outer.sink.push({ ...BLOCK, tag, quote: outer.quote });
      return undefined;
    }
    const at = this.enter(element, tag, style, outer);
    if (tag === "table") this.table(element, at);
    else if (tag === "figure") this.figure(element, at);
    else if (style["mso-list"] === "ignore") at.word.mark(element.textContent);
    else if (tag === "q") this.quoted(element, at);
    else this.children(element, at);
    if (block) this.end();
    return undefined;
  }

  /** Returns the state for the content of `element`: format, heading, list and quote. */
  enter(element, tag, style, outer) {
    const at = { ...outer };
    if (BOLD.has(tag)) at.bold = true;
    if (ITALIC.has(tag)) at.italic = true;
    if (style.font) Object.assign(at, { bold: /\b(bold|[6-9]00)\b/.test(style.font), italic: /\b(italic|oblique)\b/.test(style.font) });
    at.bold = isBold(style["font-weight"], at.bold);
    if (style["font-style"]) at.italic = /italic|oblique/.test(style["font-style"]) || (style["font-style"] !== "normal" && at.italic);
    if (tag === "pre") at.pre = true;
    if (style["white-space"]) at.pre = /^pre/.test(style["white-space"]);
    if (tag === "sup" || tag === "sub") at.raised = tag;
    if (/^(super|sub|baseline)$/.test(style["vertical-align"])) at.raised = { super: "sup", sub: "sub" }[style["vertical-align"]] ?? null;
    if (tag === "a") at.href = usable(element.getAttribute("href"));
    if (tag === "blockquote") at.quote ??= ++this.items;
    const level = headingLevel(element, tag);
    if (level) at.heading = level;
    if (tag === "ul" || tag === "ol") at.levels = [...at.levels, { kind: tag, start: parseInt(element.getAttribute("start"), 10) || 1 }].slice(-DEEPEST);
    if (tag === "li") this.item(at, Number(element.getAttribute("data-aria-level") ?? element.getAttribute("aria-level")) || 1);
    const word = !level && /\blevel(\d)/.exec(style["mso-list"] ?? "");
    at.word = word ? wordItem() : (outer.word ?? wordItem());
    if (word) {
      at.levels = [at.word.level];
      this.item(at, Number(word[1]));
    }
    return at;
  }

  item(at, depth) {
    at.item = ++this.items;
    if (!at.levels.length) at.levels = [{ kind: "ul", start: 1 }];
    while (at.levels.length < Math.min(depth, DEEPEST)) at.levels = [null, ...at.levels];
    at.levels = at.levels.slice(0, DEEPEST);
  }

  quoted(element, at) {
    this.text("“", at);
    this.children(element, at);
    this.text("”", at);
  }

  lose(what) {
    this.lost[what] += 1;
  }

  picture(element, at) {
    const alt = (element.getAttribute("alt") ?? "").trim();
    if (EMOJI.test(alt)) this.text(alt, at);
    else if (!(Number(element.getAttribute("width") ?? 3) < 3 || Number(element.getAttribute("height") ?? 3) < 3)) this.lose("picture");
  }

  /** Counts a drawing as a lost picture, but not a small icon next to words. */
  drawing(element) {
    const width = parseInt(element.getAttribute("width"), 10);
    if (element.getAttribute("aria-hidden") !== "true" && !(width <= 64)) this.lose("picture");
  }

  /** Reads a figure; drops its caption if the picture was lost. */
  figure(element, at) {
    const before = this.lost.picture + this.lost.frame;
    const captions = [...element.children].filter((child) => child.localName === "figcaption");
    for (const child of element.childNodes) {
      if (captions.includes(child)) continue;
      if (child.nodeType === Node.TEXT_NODE) this.text(child.data, at);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, at);
    }
    if (this.lost.picture + this.lost.frame === before) for (const caption of captions) this.element(caption, at);
  }

  /**
   * Reads a table of words; one that only arranges paragraphs becomes these. Without header cells, a first row that alone
   * is bold has them.
   */
  table(element, at) {
    let rows = [];
    for (const part of element.children) {
      if (part.localName === "caption") this.element(part, at);
      for (const row of part.localName === "tr" ? [part] : part.children) {
        if (row.localName !== "tr") continue;
        const cells = [...row.children].map((cell) => {
          const blocks = [];
          this.element(cell, { ...at, sink: blocks, levels: [], item: null, heading: null, cell: true });
          return { blocks, heads: cell.localName === "th", spans: spans(cell) };
        });
        rows.push(cells);
      }
    }
    const cells = rows.flat();
    const presents = element.getAttribute("role") === "presentation";
    if (!rows.some((row) => row.length > 1) || presents || arranges(cells)) {
      if (rows.some((row) => row.length > 1) && !presents) this.lose("table");
      at.sink.push(...cells.flatMap(({ blocks }) => blocks));
      return;
    }
    rows = rows.filter((row) => row.some(({ blocks }) => blocks.length));
    if (rows.length > 1 && !cells.some(({ heads }) => heads) && allBold(rows[0]) && !allBold(rows[1])) {
      for (const cell of rows[0]) cell.heads = true;
    }
    for (const cell of cells) {
      cell.blocks = flat(cell.blocks).flatMap(paragraphs);
      if (cell.heads) cell.blocks = cell.blocks.map((block) => ({ ...block, runs: block.runs.map((run) => ({ ...run, bold: false })) }));
    }
    if (rows.length) at.sink.push({ ...BLOCK, tag: "table", quote: at.quote, rows });
  }

  open(at) {
    const tag = at.heading && !at.levels.length ? at.heading : "p";
    this.current ??= { tag, quote: at.quote, levels: at.levels, item: at.item, sink: at.sink, runs: [] };
    return this.current;
  }

  text(data, at) {
    const clean = unwrapAll(data.replace(INVISIBLE, "").replace(TAGS, "$1").normalize("NFC"));
    const lines = at.pre ? clean.split(/\r\n?|[\n\v\x85\u2028\u2029]/) : clean.split(/[\v\u2028\u2029]/);
    lines.forEach((line, index) => {
      if (index) this.break_(at);
      const text = raised(line.replace(LOOSE, " ").replace(/[ \t\n\r\f\x85]+/g, " "), at.raised);
      if (!text || (text === " " && !this.current)) return;
      const { runs, tag } = this.open(at);
      runs.push({ text, bold: at.bold && tag === "p", italic: at.italic, href: at.href });
    });
  }

  break_() {
    this.current?.runs.push({ ...PLAIN, text: "\n" });
  }

  end() {
    if (this.current) this.current.sink.push(this.current);
    this.current = null;
  }
}

const BLOCK = { tag: "p", quote: null, levels: [], item: null, runs: [] };

/** Returns the attributes of a cell that spans others. */
function spans(cell) {
  return ["colspan", "rowspan"]
    .map((name) => [name, cell.getAttribute(name) ?? ""])
    .filter(([, value]) => /^\d{1,3}$/.test(value) && Number(value) > 1 && Number(value) <= SPAN_MAX)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

/** Returns whether a table's cells contain whole paragraphs, lists or tables; one with header cells never does so. */
function arranges(cells) {
  const whole = ({ blocks }) => blocks.length > 2 || blocks.some((block) => block.tag !== "p" || block.levels.length);
  return !cells.some(({ heads }) => heads) && cells.some(whole);
}

/** Returns whether all words of a row are bold, and there are some. */
function allBold(row) {
  const words = row.flatMap(({ blocks }) => blocks.flatMap(({ runs }) => runs)).filter(({ text }) => text.trim());
  return words.length > 0 && words.every(({ bold }) => bold);
}

/** Returns what is in a cell as paragraphs, those of a table within it too. */
function flat(blocks) {
  return blocks
    .flatMap((block) => (block.rows ? block.rows.flat().flatMap((cell) => cell.blocks) : [block]))
    .map((block) => ({ ...block, tag: "p", levels: [], item: null }));
}

function isHidden(element, style) {
  return (
    style.display === "none" ||
    style["mso-hide"] === "all" ||
    style["mso-element"] === "comment-list" ||
    style["mso-special-character"] === "comment" ||
    element.hasAttribute("hidden")
  );
}

/** Returns the heading that `element` becomes in a story's text, "h2" or "h3"; undefined if it is not a heading. */
function headingLevel(element, tag) {
  const level = HEADINGS[tag] ?? (element.getAttribute("role") === "heading" && Number(element.getAttribute("aria-level") ?? 2));
  if (level) return level < 3 ? "h2" : "h3";
  return element.classList.contains("MsoTitle") ? "h2" : undefined;
}

/** Returns the state of a paragraph that Word shows as a list item: its number or bullet comes later, as text. */
function wordItem() {
  const level = { kind: null, start: 1 };
  return {
    level,
    mark(text) {
      const number = NUMBER.exec(text.trim());
      Object.assign(level, { kind: number ? "ol" : "ul", start: parseInt(number?.[1], 10) || 1 });
    },
  };
}

function raised(text, how) {
  if (!how || !text.trim()) return text;
  const [plain, lifted] = RAISED[how];
  return [...text].every((sign) => plain.includes(sign)) ? [...text].map((sign) => [...lifted][plain.indexOf(sign)]).join("") : text;
}

/** Returns the paragraphs of a block: none if it is empty, several if it has empty lines; a table or a line as it is. */
function paragraphs(block) {
  if (WHOLE.has(block.tag)) return [block];
  const found = [[]];
  const trim = () => {
    const runs = found.at(-1);
    while (runs.length && runs.at(-1).text !== "\n") {
      const last = runs.pop();
      const text = last.text.replace(/ +$/, "");
      if (text) {
        runs.push({ ...last, text });
        return;
      }
    }
  };
  for (const run of block.runs) {
    const runs = found.at(-1);
    if (run.text === "\n") {
      trim();
      if (runs.at(-1)?.text === "\n") {
        runs.pop();
        found.push([]);
      } else if (runs.length) runs.push(run);
    } else {
      const atEdge = !runs.length || /[ \n]$/.test(runs.at(-1).text);
      const text = atEdge ? run.text.replace(/^ +/, "") : run.text;
      if (text) runs.push({ ...run, text });
    }
  }
  trim();
  if (found.at(-1).at(-1)?.text === "\n") found.at(-1).pop();
  return found.filter((runs) => runs.length).map((runs) => ({ ...block, runs }));
}

/** Returns the blocks; paragraphs and lines that begin with a typed bullet become items of a list. */
function listed(blocks) {
  const found = [];
  let item = 0; // such items count downwards from -1
  let depth = 0; // the level of the one just before
  for (const block of blocks) {
    if (block.rows) {
      depth = 0;
      found.push(block);
      continue;
    }
    for (const line of block.tag === "p" ? apart(block.runs) : [block.runs]) {
      const [level, taken] = block.tag === "p" ? bullet(line, depth) : [0, 0];
      const runs = withoutStart(line, taken);
      if (block.levels.length || !level) {
        depth = 0;
        found.push({ ...block, runs });
      } else if (runs.length) {
        item -= 1;
        depth = level;
        found.push({ ...block, runs, levels: [...Array(level - 1).fill(null), { kind: "ul", start: 1 }], item });
      }
    }
  }
  return found;
}

/** Returns the lines of a paragraph, split only where a line begins with a bullet. */
function apart(runs) {
  const found = [[]];
  runs.forEach((run, index) => {
    if (run.text === "\n" && bullet(runs.slice(index + 1, index + 4), 0)[0]) found.push([]);
    else found.at(-1).push(run);
  });
  return found;
}

/** Returns the level of the bullet that the line begins with, and its length; zeros without a bullet. */
function bullet(runs, depth) {
  const start = runs.slice(0, 3).map((run) => run.text);
  const typed = BULLET.exec(start.join(""));
  if (typed) return [1, typed[0].length];
  return depth && start.length === 3 && start[0] in DEEPER_BULLETS && start[1] === " " ? [DEEPER_BULLETS[start[0]], 2] : [0, 0];
}

function withoutStart(runs, length) {
  let left = length;
  const index = runs.findIndex((run) => {
    if (left < run.text.length) return true;
    left -= run.text.length;
    return false;
  });
  return index < 0 ? [] : [{ ...runs[index], text: runs[index].text.slice(left) }, ...runs.slice(index + 1)];
}

// Writing HTML

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function inline(runs) {
  let html = "";
  let open = [];
  for (const run of spacesBetween(runs)) {
    const marks = [run.href && `a href="${escape(run.href)}"`, run.bold && "strong", run.italic && "em"].filter(Boolean);
    let same = 0;
    while (same < open.length && open[same] === marks[same]) same += 1;
    html += open.slice(same).reverse().map((mark) => `</${mark.split(" ")[0]}>`).join("");
    html += marks.slice(same).map((mark) => `<${mark}>`).join("") + (run.text === "\n" ? "<br>" : escape(run.text));
    open = marks;
  }
  return html + open.reverse().map((mark) => `</${mark.split(" ")[0]}>`).join("");
}

/** Splits off the spaces at the ends of runs: a space is bold, italic or linked only if both neighbours are. */
function spacesBetween(runs) {
  const parts = runs.flatMap((run) => run.text.split(/^( )|( )$/).filter(Boolean).map((text) => ({ ...run, text })));
  const after = []; // for each part, the next word
  for (let index = parts.length - 1, word; index >= 0; index -= 1) {
    after[index] = word;
    if (isWord(parts[index])) word = parts[index];
  }
  let before;
  return parts.map((part, index) => {
    if (isWord(part)) return (before = part);
    const next = after[index];
    if (!before || !next) return { ...PLAIN, text: part.text };
    return {
      text: part.text,
      bold: before.bold && next.bold,
      italic: before.italic && next.italic,
      href: before.href === next.href ? before.href : null,
    };
  });
}

const isWord = ({ text }) => text !== " " && text !== "\n";

function writeBlock({ tag, rows, runs }) {
  if (tag === "hr") return "<hr>";
  return `<${tag}>${rows ? writeRows(rows) : inline(runs)}</${tag}>`;
}

function writeRows(rows) {
  const cell = ({ heads, spans: attributes, blocks }) => {
    const tag = heads ? "th" : "td";
    return `<${tag}${attributes}>${blocks.map(writeBlock).join("")}</${tag}>`;
  };
  return `<tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody>`;
}

/** Returns the blocks as HTML: consecutive items become lists, deeper ones are nested in the item before. */
function write(blocks) {
  let html = "";
  const lists = []; // the open lists: {kind, item}
  let quote = null;
  const close = (depth) => {
    while (lists.length > depth) html += `</li></${lists.pop().kind}>`;
  };
  for (const block of blocks) {
    if (block.quote !== quote) {
      close(0);
      html += `${quote ? "</blockquote>" : ""}${block.quote ? "<blockquote>" : ""}`;
      quote = block.quote;
    }
    const levels = block.levels.slice(0, lists.length + 1);
    const depth = levels.length;
    const last = block.levels.at(-1);
    close(depth);
    if (depth) {
      const kind = last?.kind ?? lists[depth - 1]?.kind ?? "ul";
      if (lists.length === depth && lists[depth - 1].kind !== kind) close(depth - 1);
      if (lists.length < depth) {
        html += kind === "ol" && last?.start > 1 ? `<ol start="${last.start}"><li>` : `<${kind}><li>`;
        lists.push({ kind, item: block.item });
      } else if (lists[depth - 1].item !== block.item) {
        html += "</li><li>";
        lists[depth - 1].item = block.item;
      }
    }
    html += writeBlock(block);
  }
  close(0);
  return html + (quote ? "</blockquote>" : "");
}

/**
 * Cleans pasted HTML. Returns the HTML that the text may have, and how many of each thing were lost:
 * {table (one that arranges paragraphs), picture, frame, struck (out text)}.
 */
export function clean(html) {
  // Styles are read as text, because the content policy refuses them, and complains, even in a page that is not shown.
  let sheets = "";
  const unstyled = html
    .replace(/<style\b[^>]*>(.*?)<\/style\s*>/gis, (_, sheet) => {
      sheets += sheet;
      return "";
    })
    .replace(/(<[a-z][^<>]*?\s)style(\s*=)/gi, `$1${STYLE}$2`);
  const reader = new Reader(styleRules(sheets));
  const blocks = reader.read(new DOMParser().parseFromString(unstyled, "text/html").body);
  return { html: write(blocks), lost: reader.lost };
}
