"""A QR code, drawn as one path."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

# The blank around, in modules, without which a camera does not find the square.
MARGE = 4


def dessiner_qr(texte: str, libelle: str, cote: int = 256) -> SafeString:
    """An SVG of `cote` px, dark on white whatever is around it; `libelle` says what it holds."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=MARGE)
    code.add_data(texte)
    code.make()
    modules: Sequence[Sequence[bool]] = code.get_matrix()
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="{1}" height="{1}"'
        ' role="img" aria-label="{2}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{3}"/></svg>',
        len(modules),
        cote,
        libelle,
        "".join(_traits(modules)),
    )


def _traits(modules: Sequence[Sequence[bool]]) -> Iterator[str]:
    """One rectangle for each run of dark modules in a row."""
    for y, rangee in enumerate(modules):
        x = 0
        for sombre, suite in groupby(rangee):
            longueur = len(list(suite))
            if sombre:
                yield f"M{x} {y}h{longueur}v1h-{longueur}z"
            x += longueur
