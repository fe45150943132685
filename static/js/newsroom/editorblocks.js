// What the editor of a story's text has beyond paragraphs and lists: plain cells, pull quotes, fact boxes, footnotes.

import {
  Extension,
  HorizontalRule as HorizontalRuleBase,
  TableCell as TableCellBase,
  TableHeader as TableHeaderBase,
} from "django-prose-editor/editor";

const PLAIN = { content: "paragraph+" }; // as the sanitiser keeps them (articles/text/blocks/tables.py)
const MARK = /\[\^(\d{1,3})\]/g; // articles/text/blocks/footnotes.py

export const TableCell = TableCellBase.extend(PLAIN);
export const TableHeader = TableHeaderBase.extend(PLAIN);

/** A dividing line at the end of a paragraph is followed by an empty one with the cursor; never by what stood below it. */
export const HorizontalRule = HorizontalRuleBase.extend({
  addCommands() {
    const { setHorizontalRule } = this.parent();
    return {
      setHorizontalRule: () => (props) => {
        const { $to } = props.state.selection;
        const atEnd = $to.parentOffset === $to.parent.content.size;
        if (!setHorizontalRule()(props)) return false;
        if (!props.dispatch) return true; // the menu asks whether it could be done
        const { node, from, $from } = props.tr.selection;
        if (!atEnd || !(node || ($from.depth && $from.parent.content.size))) return true;
        const place = node ? from : $from.before();
        props.tr.insert(place, props.state.schema.nodes.paragraph.create());
        return props.commands.setTextSelection(place + 1);
      },
    };
  },
});

/** Returns the number of the next footnote: one more than the highest in the text. */
function nextNumber(editor) {
  const used = [...editor.getText().matchAll(MARK)].map(([, number]) => Number(number));
  return Math.max(0, ...used) + 1;
}

/** Puts a mark where the cursor is and its note at the end of the text, and moves the cursor there. */
function addFootnote(editor) {
  const number = nextNumber(editor);
  const note = { type: "paragraph", content: [{ type: "text", text: `[^${number}]: ` }] };
  editor.chain().focus().insertContent({ type: "text", text: `[^${number}]` }).run();
  const { size } = editor.state.doc.content;
  editor.chain().insertContentAt(size, note).focus("end").run();
}

/** Makes the paragraphs a quotation of that class; takes the class, or else the quotation, off again. */
function toggleQuotation(editor, name) {
  if (!editor.isActive("blockquote")) editor.chain().focus().toggleBlockquote().setNodeClass("blockquote", name).run();
  else if (editor.isActive("blockquote", { class: name })) editor.chain().focus().unsetNodeClass("blockquote").toggleBlockquote().run();
  else editor.chain().focus().setNodeClass("blockquote", name).run();
}

export const Blocks = Extension.create({
  name: "blocks",

  addMenuItems({ buttons, menu }) {
    const quotation = (name, label, title) => {
      const button = buttons.text(label, title);
      const active = (editor) => editor.isActive("blockquote", { class: name });
      const enabled = (editor) => editor.isActive("blockquote") || editor.can().toggleBlockquote();
      const update = (editor) => {
        button.ariaPressed = String(active(editor));
        button.ariaDisabled = String(!enabled(editor)); // its class alone says so to the eye
      };
      const command = (editor) => toggleQuotation(editor, name);
      menu.defineItem({ name: `blocks:${name}`, groups: "blocks", button, active, enabled, update, command });
    };
    quotation("pull", "Pull quote", "Pull quote: a last paragraph that begins with a dash says who said it");
    quotation("facts", "Fact box", "Fact box: begin it with a heading");
    menu.defineItem({
      name: "blocks:footnote",
      groups: "blocks",
      button: buttons.text("Footnote", "Footnote: a mark here and a note at the end"),
      command: addFootnote,
    });
  },
});
