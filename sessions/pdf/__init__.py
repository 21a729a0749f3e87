"""HTML in, PDF out: the only room that knows WeasyPrint.

Nothing is fetched from a network nor from outside the product: a document names its
resources under `ADRESSE`, and an unknown one stops the rendering. The same document gives
the same bytes.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

# A host that exists nowhere, so that relative addresses in style sheets resolve.
ADRESSE = "https://medlove.invalid/"
STATIQUES = f"{ADRESSE}static/"
FIGURES = f"{ADRESSE}figures/"
PICTOGRAMMES = f"{ADRESSE}pictogrammes/"
IMAGES = f"{ADRESSE}images/"

Images = Mapping[str, Callable[[], bytes]]


class RessourceRefusee(Exception):
    """A document asked for something that is not among its own resources; says it in French."""


class PoliceManquante(RessourceRefusee):
    """A font of the product is not there, or cannot be read."""

    def __init__(self, nom: str) -> None:
        super().__init__(
            f"La police {PurePosixPath(nom).name} manque, ou ne se lit pas\u202f: "
            "remettre le dossier static/vendor tel qu’il a été livré."
        )


def rendre(
    html: str,
    figures: Mapping[str, str],
    images: Images | None = None,
    *,
    etiquete: bool = True,
) -> bytes:
    """The PDF of a document; `etiquete`, it is tagged for screen readers (PDF/UA-1).

    `figures` are SVG texts by name, to which the document refers as `FIGURES + name`; `images`
    open pictures by name, referred to as `IMAGES + name`: best, the SHA-256 of their bytes.
    Raises RessourceRefusee when the document asks for anything else.
    """
    # A third of the time to start and a fifth of the memory, for those alone that print.
    from sessions.pdf import moteur

    return moteur.rendre(html, figures, images or {}, etiquete=etiquete)
