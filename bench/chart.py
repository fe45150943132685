"""SVG bar chart of a table: for each row, how much of the allowed value was used."""

from html import escape
from pathlib import Path
from typing import NamedTuple

LINE, LEFT, FULL, WIDTH = 26, 345, 300, 760  # pixels: row height, bars' left edge, bar at the limit, image width
STYLE = """text { font: 13px system-ui, sans-serif; fill: #333 } .within { fill: #2e7d4f } .beyond { fill: #b3402e }
.limit { stroke: #777; stroke-dasharray: 3 3 } .small { font-size: 11px; fill: #666 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .small { fill: #aaa } .within { fill: #5fb884 }
.beyond { fill: #e07a66 } }"""


class Bar(NamedTuple):
    """A bar: what was measured, the figure as text, and its share of the allowed value (1: all of it)."""

    what: str
    figure: str
    part: float


def draw(path: Path, title: str, bars: list[Bar]) -> None:
    """Write the chart to `path`. A bar that would leave the picture is cut off."""
    height = LINE * (len(bars) + 2)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<text x="0" y="17">{escape(title)}</text>',
    ]
    for number, bar in enumerate(bars, start=1):
        top = number * LINE
        long = min(round(bar.part * FULL), WIDTH - LEFT - 70)
        kind = "within" if bar.part <= 1 else "beyond"
        pieces.append(f'<text x="0" y="{top + 17}">{escape(bar.what)}</text>')
        pieces.append(f'<rect class="{kind}" x="{LEFT}" y="{top + 5}" width="{long}" height="{LINE - 10}" rx="2"/>')
        pieces.append(f'<text x="{WIDTH - 4}" y="{top + 17}" text-anchor="end">{escape(bar.figure)}</text>')
    foot = height - LINE
    pieces.append(f'<line class="limit" x1="{LEFT + FULL}" x2="{LEFT + FULL}" y1="{LINE}" y2="{foot}"/>')
    pieces.append(f'<text class="small" x="{LEFT + FULL - 58}" y="{foot + 16}">what is allowed</text></svg>')
    path.write_text("\n".join(pieces) + "\n", encoding="utf-8")
