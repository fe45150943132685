// The editor of a story's text, where it differs from Tiptap's: pasting, dropping and automatic links.

import { Bold as BoldBase, Extension, Italic as ItalicBase, Link as LinkBase, Plugin } from "django-prose-editor/editor";
import { allowed, linksItself, unwrapAll, usable } from "articles/links";
import { clean } from "articles/pasted";

const NAMES = {
  table: ["a table (its cells are paragraphs now)", "tables (their cells are paragraphs now)"],
  picture: ["a picture (add it under Photo)", "pictures (add one under Photo)"],
  frame: ["a video or frame", "videos or frames"],
  struck: ["struck-out text", "pieces of struck-out text"],
};
// Pixels at the window's edges that the editor's menu and the form's buttons cover: the cursor does not go there.
const COVERED = { top: 64, right: 0, bottom: 80, left: 0 };
const FILES = "Files cannot be put into the text. Add a picture under Photo, others under Files.";
// Any tag that the editor's own copies never have: HTML with such a tag comes from elsewhere, whatever it claims.
const FOREIGN =
  /<(?!(?:meta[^>]*|\/?(?:p|h2|h3|ul|ol|li|blockquote|strong|em|a|br|hr|table|tbody|tr|th|td)(?:\s+(?:(?:href|title|start|data-type|data-pm-slice|colspan|rowspan)=(?:"[^"]*"|'[^']*')|class="(?:pull|facts)"))*\s*\/?)>)/i;

/** Returns the message under the editor about things that were lost; empty if nothing was. */
function sentence(lost) {
  const said = Object.entries(lost).filter(([, count]) => count).map(([what, count]) => (count > 1 ? `${count} ${NAMES[what][1]}` : NAMES[what][0]));
  return said.length ? `Not kept of what was pasted: ${said.join(", ")}.` : "";
}

/** Returns the address in the `<iframe src="…">` that other sites offer as embed code; any other text as it is. */
function withoutFrame(text) {
  const frame = /^\s*<iframe\b[^>]*\ssrc="(https:[^"\s]+)"[^>]*>\s*<\/iframe>\s*$/i.exec(text);
  return frame ? frame[1].replaceAll("&amp;", "&") : text;
}

/** Returns the paragraph that stands for a photo or a file in the text (articles/text/placed_photos.py, placed_files.py). */
function place(what, number) {
  return { type: "paragraph", content: [{ type: "text", text: `[${what} ${number}]` }] };
}

const plainPaste = { addPasteRules: () => [] }; // stars and underscores in pasted text are not Markdown

export const Bold = BoldBase.extend(plainPaste);
export const Italic = ItalicBase.extend(plainPaste);

export const Link = LinkBase.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      defaultProtocol: "https",
      shouldAutoLink: linksItself,
      isAllowedUri: (address) => allowed(address ?? ""),
    };
  },

  addPasteRules() {
    return this.parent().map((rule) => {
      const { find } = rule; // it ignores defaultProtocol
      rule.find = (text) => find(text).map((link) => ({ ...link, data: { href: usable(link.text) ?? link.data.href } }));
      return rule;
    });
  },
});

export const Pasting = Extension.create({
  name: "pasting",
  priority: 2000, // before all other extensions that handle a paste

  onCreate() {
    const editor = this.editor.options.element;
    const notice = document.createElement("div");
    notice.className = "not-kept";
    notice.setAttribute("role", "status");
    editor.append(notice);
    this.storage.notice = notice;
    const { dom } = this.editor.view;
    dom.spellcheck = true;
    dom.lang = editor.querySelector("textarea").lang; // set by js/newsroom/writinghelp.js, before this or later
    for (const what of ["photo", "file"])
      document.addEventListener(`place${what}`, ({ detail }) => this.editor.chain().focus().insertContent(place(what, detail)).run());
    for (const kind of ["dragover", "drop"]) document.addEventListener(kind, keepPage);
  },

  addProseMirrorPlugins() {
    const say = (words) => {
      this.storage.notice.textContent = words;
    };
    /** Returns whether a paste or a drop has nothing to put into the text. */
    const nothing = (data, slice) => {
      if (slice.size) return false;
      const files = [...(data?.files ?? [])];
      if (files.some(({ type }) => type.startsWith("image/")) && document.querySelector("#arriving")) {
        say("");
        document.dispatchEvent(new CustomEvent("photofiles", { detail: { files, intoText: true } })); // photodrop.js
      } else if (files.length && !data.getData("text/html")) say(FILES);
      return true;
    };
    /** Moves the cursor to where something was dropped, so that the photo's place comes there. */
    const goTo = (view, { clientX: left, clientY: top }) => {
      const at = view.posAtCoords({ left, top });
      if (at) this.editor.commands.setTextSelection(at.pos);
    };
    return [
      new Plugin({
        props: {
          scrollMargin: COVERED,
          scrollThreshold: COVERED,
          transformPastedHTML(html) {
            if (html.includes("data-pm-slice") && !FOREIGN.test(html)) {
              say("");
              return html;
            }
            const { html: cleaned, lost } = clean(html);
            say(sentence(lost));
            return cleaned;
          },
          transformPastedText(text) {
            say("");
            return unwrapAll(withoutFrame(text));
          },
          handlePaste: (_view, event, slice) => nothing(event.clipboardData, slice),
          handleDrop: (view, event, slice) => {
            if (!slice.size) goTo(view, event);
            return nothing(event.dataTransfer, slice);
          },
        },
      }),
    ];
  },
});

/** Prevents a file dropped outside the editor from opening in place of the form. */
function keepPage(event) {
  const file = event.dataTransfer?.types.includes("Files");
  if (file && !event.target.closest?.("input[type=file], .prose-editor .tiptap")) event.preventDefault();
}
