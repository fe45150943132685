from articles.richtext import from_paragraphs, sanitise, to_paragraphs


def test_what_the_editor_offers_passes():
    markup = (
        '<h2>Head</h2><p>A <strong>b</strong> <em>c</em> <a href="https://example.org/">d</a></p><ul><li>e</li></ul>'
    )
    assert sanitise(markup) == markup


def test_scripts_styles_and_handlers_are_taken_out():
    assert sanitise('<p onclick="x()" style="color:red">a<script>alert(1)</script></p>') == "<p>a</p>"


def test_a_link_that_would_run_script_loses_its_target():
    assert sanitise('<p><a href="javascript:alert(1)">a</a></p>') == "<p><a>a</a></p>"


def test_nothing_but_empty_paragraphs_is_empty():
    assert sanitise("<p></p><p> <br></p>") == ""


def test_tags_in_plain_paragraphs_stay_text():
    body = from_paragraphs(["<script>alert(1)</script> & {{ x }}"])
    assert body == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ x }}</p>"
    assert to_paragraphs(body) == ["<script>alert(1)</script> & {{ x }}"]


def test_paragraphs_survive_the_way_there_and_back():
    paragraphs = ["First “one”.", "Second: a < b && c > d.", "Երրորդ։"]
    assert to_paragraphs(from_paragraphs(paragraphs)) == paragraphs
