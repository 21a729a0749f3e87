"""A cahier laid out: its sections in order, written and counted, ready for any making."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from django.utils.safestring import SafeString
from django.utils.text import slugify

from medlove.templatetags.francais import compte
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.ebauches import ecrit
from sessions.cahiers.matiere import Matiere, lire
from sessions.cahiers.models import Cahier, Image, Section
from sessions.cahiers.redaction.markdown import en_html
from sessions.cahiers.redaction.typographie import typographier
from sessions.nomenclatures.listes import domaines
from sessions.publication.catalogue import Cle

# Genres with a layout of their own; the others share one.
MISES_EN_PAGE = {"essentiel": "cahiers/chapitres/essentiel.html"}
MISE_EN_PAGE = "cahiers/chapitres/defaut.html"
COMPTE = "cahiers/blocs/compte.html"
# Anchors of the pages around the sections, on screen and on paper.
# What a link of Markdown to a place of the document holds.
RENVOI = "(#"
ANCRES = {"contenu", "lire-ce-cahier", "sommaire"}
# So many names stand on a cover; beyond, their number is told.
LIEUX_NOMMES = 6
DERNIER_MOT = re.compile(r" (?=\S{1,5}$)")


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

    @property
    def titre(self) -> str:
        return sans_mot_seul(typographier(self.section.titre))

    @property
    def court(self) -> bool:
        """Nothing but what may not be said: it needs no page of its own."""
        return not (self.html or self.images) and all(bloc.tu for bloc in self.blocs)

    @property
    def gabarit(self) -> str:
        """Its template."""
        return MISES_EN_PAGE.get(self.section.code, MISE_EN_PAGE)

    @property
    def entrees(self) -> list[Bloc]:
        """Its blocs that have a line in the contents: those that print their own title."""
        return [bloc for bloc in self.blocs if self._a_un_titre(bloc)]

    def _a_un_titre(self, bloc: Bloc) -> bool:
        if bloc.tu:
            return bloc.titre != self.section.titre
        return bloc.figure is not None or (bloc.gabarit == COMPTE and not bloc.chiffres)


@dataclass(frozen=True, slots=True)
class Signe:
    """A pictogram of the margins, with its word."""

    code: str
    mot: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that the templates print, whatever the making."""

    cahier: Cahier
    matiere: Matiere
    chapitres: Sequence[Chapitre]

    @property
    def titre(self) -> str:
        return sans_mot_seul(self.cahier.titre)

    @property
    def mention(self) -> str:
        return self.matiere.mention

    @property
    def lieux(self) -> str:
        """The quartiers where the bike went, as a cover says them; where it went nowhere, those
        that the cahier speaks of."""
        lu, tous = self.matiere.feuillet, self.matiere.territoires
        alles = [code for code in tous if lu.valeur(Cle("T5", code, "sorties"))]
        noms = [lu.noms[code] for code in alles or tous]
        if len(noms) > LIEUX_NOMMES:
            return compte(len(noms), "quartier")
        return ", ".join(noms)

    @property
    def signes(self) -> list[Signe]:
        return [Signe(f"domaine-{code}", un.libelle) for code, un in domaines().items()]

    @property
    def blocs(self) -> Iterator[Bloc]:
        for chapitre in self.chapitres:
            yield from chapitre.blocs

    @property
    def figures(self) -> dict[str, str]:
        """The SVG texts by the name under which a PDF asks for them."""
        return {f"{bloc.code}.svg": bloc.figure.svg for bloc in self.blocs if bloc.figure}


def sans_mot_seul(titre: str) -> str:
    """A short last word never stands alone on the last line of a title."""
    return DERNIER_MOT.sub("\u00a0", titre)


def composer(cahier: Cahier) -> Document:
    """Read the figures and the words of a cahier; sections with nothing to say are left out."""
    matiere = lire(cahier)
    sections = cahier.sections.imprimees().prefetch_related("images")
    chapitres = [_compose(section, matiere, rang) for rang, section in enumerate(sections)]
    uniques = list(_uniques(un for un in chapitres if not un.vide))
    return Document(cahier, matiere, list(_renvois(uniques)))


def _compose(section: Section, matiere: Matiere, rang: int) -> Chapitre:
    """What stops it says where: whoever tells the error names its `section`."""
    try:
        return chapitre(section, matiere, rang)
    except Exception as erreur:
        erreur.section = section.titre  # type: ignore[attr-defined]
        raise


def _uniques(chapitres: Iterable[Chapitre]) -> Iterator[Chapitre]:
    """Two sections may bear one title, or that of a figure or of the contents, not one anchor."""
    tous = list(chapitres)
    prises = {*ANCRES, *(ancre for un in tous for bloc in un.blocs for ancre in bloc.ancres)}
    for un in tous:
        suites = (f"{un.ancre}-{rang}" for rang in count(2))
        ancre = next(une for une in chain([un.ancre], suites) if une not in prises)
        prises.add(ancre)
        yield replace(un, ancre=ancre)


def _renvois(chapitres: Sequence[Chapitre]) -> Iterator[Chapitre]:
    """With the links that lead from a section to another, by its anchor."""
    ancres = {*(un.ancre for un in chapitres), *(b.ancre for un in chapitres for b in un.entrees)}
    for un in chapitres:
        texte = ecrit(un.section.texte)
        yield replace(un, html=en_html(texte, ancres)) if RENVOI in texte else un


def chapitre(section: Section, matiere: Matiere, rang: int = 0) -> Chapitre:
    """One section, as it would be printed."""
    return Chapitre(
        section=section,
        ancre=slugify(section.titre) or f"section-{rang}",
        html=en_html(ecrit(section.texte)),
        images=list(section.images.all()),
        blocs=[bloc for code in section.genre.blocs if (bloc := _bloc(code, matiere))],
    )


def _bloc(code: str, matiere: Matiere) -> Bloc | None:
    """None of one that is not counted yet, or not over this period."""
    return BLOCS[code](matiere) if code in BLOCS else None
