"""The words people write: Markdown, made into safe HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

BALISES = {"p", "h3", "h4", "ul", "ol", "li", "em", "strong", "blockquote", "a", "br", "hr"}
LECTEUR = MarkdownIt("commonmark", {"html": False, "typographer": False})


def en_html(texte: str) -> SafeString:
    """HTML that holds only what a section may: no raw HTML, no image, no script."""
    html = nh3.clean(
        LECTEUR.render(texte),
        tags=BALISES,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
    )
    return mark_safe(html)
