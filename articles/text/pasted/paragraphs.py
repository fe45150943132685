"""Blocks as they were read -> paragraphs: without spaces at their edges, and cut in two at empty lines."""

from dataclasses import replace

from articles.text.pasted.blocks import Block, Run

WHOLE = ("table", "hr")


def paragraphs(block: Block) -> list[Block]:
    """Return the paragraphs of a block: none if it is empty, several if it contains empty lines.

    A table and a dividing line stay as they are.
    """
    if block.tag in WHOLE:
        return [block]
    found = [[]]
    for run in block.runs:
        runs = found[-1]
        if run.text == "\n":
            _trim(runs)
            if runs and runs[-1].text == "\n":
                runs.pop()
                found.append([])
            elif runs:
                runs.append(run)
        else:
            at_edge = not runs or runs[-1].text[-1] in " \n"
            if text := run.text.lstrip(" ") if at_edge else run.text:
                runs.append(replace(run, text=text))
    _trim(found[-1])
    if found[-1] and found[-1][-1].text == "\n":
        found[-1].pop()
    return [replace(block, runs=runs) for runs in found if runs]


def _trim(runs: list[Run]) -> None:
    """Remove the spaces at the end of the runs."""
    while runs and runs[-1].text != "\n":
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(replace(last, text=text))
            return
