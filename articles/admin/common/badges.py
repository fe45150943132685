from django.utils.html import format_html


def state_badge(state: str) -> str:
    """Return the state as a word, coloured by its class."""
    return format_html('<span class="state state-{0}">{0}</span>', state)
