"""Writing of blocks as HTML."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace

from articles.text.pasted.blocks import Block, Cell, Run


def write(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML: consecutive items become lists, and deeper items go into the item before."""
    written, lists, quote = [], [], None  # lists: [kind, item] of each open list

    def close(depth):
        while len(lists) > depth:
            written.append(f"</li></{lists.pop()[0]}>")

    for block in blocks:
        if block.quote != quote:
            close(0)
            written.append("</blockquote>" if quote else "")
            written.append("<blockquote>" if block.quote else "")
            quote = block.quote
        depth = min(len(block.levels), len(lists) + 1)
        close(depth)
        if depth:
            last = block.levels[-1]
            kind = (last and last.kind) or (lists[depth - 1][0] if len(lists) >= depth else "ul")
            if len(lists) == depth and lists[-1][0] != kind:
                close(depth - 1)
            if len(lists) < depth:
                start = f' start="{last.start}"' if kind == "ol" and last and last.start > 1 else ""
                written.append(f"<{kind}{start}><li>")
                lists.append([kind, block.item])
            elif lists[-1][1] != block.item:
                written.append("</li><li>")
                lists[-1][1] = block.item
        written.append(_block(block))
    close(0)
    return "".join(written) + ("</blockquote>" if quote else "")


def _block(block: Block) -> str:
    if block.tag == "hr":
        return "<hr>"
    inner = _rows(block.rows) if block.rows else _inline(block.runs)
    return f"<{block.tag}>{inner}</{block.tag}>"


def _rows(rows: list[list[Cell]]) -> str:
    written = []
    for row in rows:
        tags = [("th" if cell.heads else "td", cell) for cell in row]
        cells = (f"<{tag}{cell.spans}>{''.join(map(_block, cell.blocks))}</{tag}>" for tag, cell in tags)
        written.append(f"<tr>{''.join(cells)}</tr>")
    return f"<tbody>{''.join(written)}</tbody>"


def _inline(runs: list[Run]) -> str:
    written, opened = [], []
    for run in _spaces_between(runs):
        link = [f'a href="{html.escape(run.href)}"'] if run.href else []
        marks = link + ["strong"] * run.bold + ["em"] * run.italic
        same = 0
        while same < min(len(opened), len(marks)) and opened[same] == marks[same]:
            same += 1
        written += [f"</{mark.split(' ')[0]}>" for mark in reversed(opened[same:])]
        written += [f"<{mark}>" for mark in marks[same:]]
        written.append("<br>" if run.text == "\n" else html.escape(run.text, quote=False))
        opened = marks
    return "".join(written) + "".join(f"</{mark.split(' ')[0]}>" for mark in reversed(opened))


def _spaces_between(runs: list[Run]) -> list[Run]:
    """Split off the spaces at the runs' ends: a space is bold, italic or linked only if both neighbours are."""
    parts = [replace(run, text=text) for run in runs for text in re.split(r"^( )|( )$", run.text) if text]
    following, after = None, []
    for part in reversed(parts):
        after.append(following)
        following = part if part.is_word else following
    found, before = [], None
    for part, following in zip(parts, reversed(after), strict=True):
        if part.is_word:
            before = part
            found.append(part)
        elif before is None or following is None:
            found.append(Run(part.text))
        else:
            href = before.href if before.href == following.href else None
            found.append(Run(part.text, before.bold and following.bold, before.italic and following.italic, href))
    return found
