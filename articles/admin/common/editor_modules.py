"""What a form with a prose editor loads besides the editor itself."""

from js_asset import ImportMap, Media

# Modules that others of static/js/newsroom/ import by these names, because the files' own names change.
IMPORTED = {f"articles/{name}": f"js/newsroom/{name}.js" for name in ("links", "pasted", "combobox", "inplace")}
MODULES = Media(importmap=ImportMap(IMPORTED))


def with_editor(media, nonce: str) -> Media:
    """Return the form's media with the editor's modules.

    The import map is an inline script: the content security policy allows it by its nonce.
    """
    return Media.from_media(media, nonce=nonce) + MODULES
