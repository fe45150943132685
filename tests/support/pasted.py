"""Pasted markup and what a story's text keeps of it: in the browser and, if it gets there, on the server."""

from pathlib import Path

_SAMPLES = Path(__file__).parent.parent / "samples/paste"  # the markup that each program makes; the words are invented
NAMES = ["gmail", "google_docs", "libreoffice", "pages", "web_page", "whatsapp", "word", "word_online"]


def sample(name: str) -> tuple[str, str]:
    """Return the HTML that the program `name` puts into the clipboard, and what a text keeps of it."""
    kept = (_SAMPLES / f"{name}.body.html").read_text()
    return (_SAMPLES / f"{name}.html").read_text(), kept.replace(">\n<", "><").strip()


CASES = [
    # bold and italic by their weight and slant, wherever these are said
    ('<b style="font-weight:normal" id="docs-internal-guid-1">a</b>', "<p>a</p>"),
    ('<b style="font-weight:normal"><p><span style="font-weight:700">a</span></p></b>', "<p><strong>a</strong></p>"),
    ('<p style="font-weight:bold">a <span style="font-weight:400">b</span></p>', "<p><strong>a</strong> b</p>"),
    ('<p><b style="mso-bidi-font-weight:normal">a</b></p>', "<p><strong>a</strong></p>"),
    ('<p><span style="font-weight:500">a</span></p>', "<p>a</p>"),
    ('<p><i style="font-style:normal">a</i> <span style="font-style:oblique">b</span></p>', "<p>a <em>b</em></p>"),
    ("<style>.k {font-weight: 700} p.k {font-style: italic}</style><p class=k>a", "<p><strong><em>a</em></strong></p>"),
    ("<p>a<b> b </b>c</p>", "<p>a <strong>b</strong> c</p>"),
    ("<table><tr><th>a</th></tr></table>", "<p>a</p>"),
    # headings
    ("<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6>", "<h2>a</h2><h2>b</h2><h3>c</h3><h3>d</h3>"),
    # lines and blanks
    ("<p>a<br>b</p>", "<p>a<br>b</p>"),
    ("<div>a<br><br>b<br></div>", "<p>a</p><p>b</p>"),
    ("<div>a</div><div><br></div><div>&nbsp;</div><div>b</div>", "<p>a</p><p>b</p>"),
    ("<pre>a\nb\n\nc</pre>", "<p>a<br>b</p><p>c</p>"),
    ("<p>a&nbsp; b&nbsp;c\n d, 10&nbsp;000&nbsp;km</p>", "<p>a b c d, 10&nbsp;000&nbsp;km</p>"),
    ("<p>a\u200bb\ufeffc\u00add</p>", "<p>abcd</p>"),
    ("<p>a\u200cb\u200d \u0645\u06cc\u200c\u062e</p>", "<p>ab \u0645\u06cc\u200c\u062e</p>"),
    ("<p>\U0001f468\u200d\U0001f469\u200d</p>", "<p>\U0001f468\u200d\U0001f469</p>"),
    ("<p>\U0001f3f4\U000e0067\U000e007f \U000e0067a</p>", "<p>\U0001f3f4\U000e0067\U000e007f a</p>"),
    ("<p>10<sup>6</sup> H<sub>2</sub>O 1<sup>st</sup></p>", "<p>10⁶ H₂O 1st</p>"),
    ("<p>He said <q>no</q>.</p>", "<p>He said “no”.</p>"),
    # lists
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
    ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
    ('<ol start="3"><li>a</li></ol>', '<ol start="3"><li><p>a</p></li></ol>'),
    ("<ul><li><h3>a</h3></li></ul>", "<ul><li><p>a</p></li></ul>"),
    # paragraphs and lines with typed bullets
    ("<p>a</p><p>· b</p><p>•&nbsp; c</p><p>d</p>", "<p>a</p><ul><li><p>b</p></li><li><p>c</p></li></ul><p>d</p>"),
    ("<p>a:<br>· b<br>c<br>\uf0b7\td</p>", "<p>a:</p><ul><li><p>b<br>c</p></li><li><p>d</p></li></ul>"),
    ("<p><b>·</b><span> </span><b>a</b> b</p>", "<ul><li><p><strong>a</strong> b</p></li></ul>"),
    ("<p>·<i>&nbsp;</i>a</p><p>o<i>&nbsp;&nbsp;</i>b</p>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
    ("<p>·<i>&nbsp;</i>a</p><p>§<i>&nbsp;</i>b</p>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
    ("<p>· a</p><p>o b</p><p>o<i> </i>c</p>", "<ul><li><p>a</p></li></ul><p>o b</p><p>o c</p>"),
    ("<p>a<br>·b<br>c</p>", "<p>a<br>·b<br>c</p>"),
    ("<ul><li>• a</li></ul>", "<ul><li><p>a</p></li></ul>"),
    ("<p>·</p><p>a · b</p><p>·c</p><h2>• d</h2><p>– e</p>", "<p>·</p><p>a · b</p><p>·c</p><h2>• d</h2><p>– e</p>"),
    ("<blockquote><p>a</p><p>• b</p></blockquote>", "<blockquote><p>a</p><ul><li><p>b</p></li></ul></blockquote>"),
    # links
    ('<a href="https://example.org/?utm_source=x&amp;fbclid=1">a</a>', '<p><a href="https://example.org/?utm_source=x&amp;fbclid=1">a</a></p>'),
    ('<a href="https://www.google.com/url?q=https://example.org/%3Fa%3D1&amp;sa=D">a</a>', '<p><a href="https://example.org/?a=1">a</a></p>'),
    ('<a href="https://www.google.com/url?q=https://example.org/%20a%0D%0A%00b">a</a>', '<p><a href="https://example.org/%20a%0D%0A%00b">a</a></p>'),
    ('<a href="https://www.google.com/url?q=javascript:alert(1)">a</a>', '<p><a href="https://www.google.com/url?q=javascript:alert(1)">a</a></p>'),
    ('<a href="https://www.google.com/search?q=https://example.org/">a</a>', '<p><a href="https://www.google.com/search?q=https://example.org/">a</a></p>'),
    ('<p><a href="file:///C:/a.doc">a</a> <a href="#_ftn1">b</a> <a href="www.example.org">c</a></p>', '<p>a b <a href="https://www.example.org">c</a></p>'),
    ('<a href="https://example.org/"><h2>a</h2><p>b</p></a>', '<h2><a href="https://example.org/">a</a></h2><p><a href="https://example.org/">b</a></p>'),
    ('<a href="/\\evil.example">a</a> <a href="/latest/">b</a>', '<p>a <a href="/latest/">b</a></p>'),
    # what readers of the page do not see
    ('<p>a<span style="display:none">b</span><span style="mso-hide:all">c</span></p>', "<p>a</p>"),
    ("<p>a</p><script>b</script><style>p{color:red}</style><!-- c -->", "<p>a</p>"),
    # a table that only arranges paragraphs
    ("<table><tr><td><p>a</p><p>b</p><p>c</p></td><td>d</td></tr></table>", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
    ('<table role="presentation"><tr><td>a</td><td>b</td></tr></table>', "<p>a</p><p>b</p>"),
    ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
    # tables
    (
        "<table><caption>a</caption><thead><tr><th>b</th><th>c</th></tr></thead><tbody><tr><th>d</th>"
        "<td>e</td></tr></table>",
        "<p>a</p><table><tbody><tr><th><p>b</p></th><th><p>c</p></th></tr><tr><th><p>d</p></th><td><p>e"
        "</p></td></tr></tbody></table>",
    ),
    (
        '<table><tr><th colspan="2">a</th></tr><tr><td rowspan="1">b</td><td colspan="999">c<br>d</td>'
        '</tr></table>',
        '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c<br>d</p></td>'
        '</tr></tbody></table>',
    ),
    (
        "<table><tr><td><b>a</b></td><td><b>b</b></td></tr><tr><td>c</td><td><b>d</b></td></tr></table>",
        "<table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c</p></td><td><p><strong>d"
        "</strong></p></td></tr></tbody></table>",
    ),
    (
        "<table><tr><th>a</th><td><ul><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table></td>"
        "</tr></table>",
        "<table><tbody><tr><th><p>a</p></th><td><p>b</p><p>c</p><p>d</p></td></tr></tbody></table>",
    ),
    (
        "<table><tr><td></td><td> </td></tr><tr><td></td><td>a</td></tr></table><p>b</p>",
        "<table><tbody><tr><td></td><td><p>a</p></td></tr></tbody></table><p>b</p>",
    ),
    (
        "<blockquote><table><tr><td>a</td><td>b</td></tr></table></blockquote>",
        "<blockquote><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>"
        "</blockquote>",
    ),
    # as Excel copies cells
    (
        '<style>.xl65 {font-weight:700}</style><table width=128><col width=64 span=2><tr height=20>'
        '<td class=xl65>a</td><td class=xl65>b</td></tr><tr><td align=right>1</td><td>2,5</td></tr>'
        '</table>',
        "<table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>1</p></td><td><p>2,5</p>"
        "</td></tr></tbody></table>",
    ),
    # dividing lines
    ("<p>a</p><hr><p>b</p>", "<p>a</p><hr><p>b</p>"),
]  # fmt: skip
