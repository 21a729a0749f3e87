"""A cahier laid out: its sections in order, written and counted, ready for any making."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.matiere import Matiere, lire
from sessions.cahiers.models import Cahier, Image, Section
from sessions.cahiers.redaction.markdown import en_html


@dataclass(frozen=True, slots=True)
class Chapitre:
    """A section as it reads. `ancre` is a readable id, unique in the document."""

    section: Section
    ancre: str
    html: SafeString
    images: Sequence[Image]
    blocs: Sequence[Bloc]

    @property
    def vide(self) -> bool:
        """Nothing to print under its title."""
        return not (self.html or self.images or self.blocs)


@dataclass(frozen=True, slots=True)
class Document:
    """All that the templates print, whatever the making."""

    cahier: Cahier
    matiere: Matiere
    chapitres: Sequence[Chapitre]

    @property
    def mention(self) -> str:
        return self.matiere.mention

    @property
    def blocs(self) -> Iterator[Bloc]:
        for chapitre in self.chapitres:
            yield from chapitre.blocs

    @property
    def figures(self) -> dict[str, str]:
        """The SVG texts by the name under which a PDF asks for them."""
        return {f"{bloc.code}.svg": bloc.figure.svg for bloc in self.blocs if bloc.figure}


def composer(cahier: Cahier) -> Document:
    """Read the figures and the words of a cahier; sections with nothing to say are left out."""
    matiere = lire(cahier)
    sections = cahier.sections.imprimees().prefetch_related("images")
    chapitres = [chapitre(section, matiere, rang) for rang, section in enumerate(sections)]
    return Document(cahier, matiere, [un for un in chapitres if not un.vide])


def chapitre(section: Section, matiere: Matiere, rang: int = 0) -> Chapitre:
    """One section, as it would be printed."""
    return Chapitre(
        section=section,
        ancre=slugify(section.titre) or f"section-{rang}",
        html=en_html(section.texte),
        images=list(section.images.all()),
        blocs=[bloc for code in section.genre.blocs if (bloc := _bloc(code, matiere))],
    )


def _bloc(code: str, matiere: Matiere) -> Bloc | None:
    """None of one that is not counted yet, or not over this period."""
    return BLOCS[code](matiere) if code in BLOCS else None
