"""The plan of a cahier as its page lists it: what is written, what is still to be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sessions.cahiers.ebauches import ecrit
from sessions.cahiers.models import Cahier, Image, Section

# What the machine adds to a section, by the code of its bloc.
AJOUTS = {
    "dix_chiffres": "les chiffres de la période",
    "frise": "la frise des sorties",
    "haltes": "le portrait des lieux",
    "scenes": "les scènes gardées à la relecture",
    "paroles": "les paroles gardées à la relecture",
    "exigences": "les exigences numériques",
    "exigences_par_domaine": "les exigences par domaine",
    "non_recours": "le non-recours",
    "carte": "la carte",
    "carte_du_domaine": "la carte d’un domaine",
    "trimestres": "les trimestres côte à côte",
    "domaines_par_quartier": "les domaines de chaque quartier",
    "domaines": "les domaines de besoin",
    "familles": "les familles de besoin",
    "ages": "les âges",
    "genres": "les genres",
    "lieux_frequentes": "les lieux que les personnes fréquentent",
    "reponses": "les réponses données",
    "suites": "les suites des orientations",
    "outils": "les fiches des outils ludiques",
    "fiche_de_poche": "la fiche de poche",
    "signataires": "les noms de qui accepte d’être nommé",
    "methode": "comment les nombres sont comptés et protégés",
    "colophon": "d’où viennent les chiffres et leur empreinte",
}


@dataclass(frozen=True, slots=True)
class Ligne:
    """A section of the plan. `mots` and `images` are how many it holds."""

    section: Section
    mots: int
    images: int
    premiere: bool
    derniere: bool

    @property
    def ajouts(self) -> str:
        return ajouts(self.section)

    @property
    def statut(self) -> tuple[str, str]:
        """A code of composants/statut.html, and its words."""
        if not self.section.imprimee:
            return "neutre", "Pas imprimée"
        if self.mots:
            return "fait", "Écrite"
        if self.ajouts or self.images:
            return "neutre", "Sans texte"
        return "attention", "À écrire"


def ajouts(section: Section) -> str:
    """« la carte, les familles de besoin »; empty when the machine adds nothing."""
    return ", ".join(AJOUTS[code] for code in section.genre.blocs if code in AJOUTS)


def lignes(cahier: Cahier) -> list[Ligne]:
    """Two queries, however many sections."""
    sections = list(cahier.sections.all())
    images = Counter(
        Image.objects.filter(section__cahier=cahier).values_list("section_id", flat=True)
    )
    return [
        Ligne(
            section=section,
            mots=len(ecrit(section.texte).split()),
            images=images[section.pk],
            premiere=rang == 0,
            derniere=rang == len(sections) - 1,
        )
        for rang, section in enumerate(sections)
    ]


def voisines(section: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after this one."""
    toutes: Sequence[Section] = list(section.cahier.sections.only("titre", "rang"))
    rang = toutes.index(section)
    return (
        toutes[rang - 1] if rang else None,
        toutes[rang + 1] if rang + 1 < len(toutes) else None,
    )
