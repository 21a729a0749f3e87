"""How the cahier was made: from which figures, with which program, letters and drawings."""

from dataclasses import dataclass

from medlove.templatetags.francais import jour
from medlove.version import VERSION
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.editions.empreinte import empreinte_des_donnees
from sessions.cahiers.matiere import MENTION, Matiere
from sessions.periodes import Periode

GABARIT = "cahiers/blocs/colophon.html"
TITRE = "Comment ce cahier est fait"


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of the colophon: what, then by whom and under which licence."""

    terme: str
    texte: str


CREDITS = (
    Mention(
        "Caractères",
        "Literata (TypeTogether), Atkinson Hyperlegible Next (Braille Institute)\u202f: "
        "SIL Open Font License 1.1.",
    ),
    Mention("Pictogrammes", "Tabler Icons, licence MIT."),
    Mention("Composition", "Composé avec Medlové, logiciel libre sous licence EUPL 1.2."),
)


def colophon(matiere: Matiere) -> Bloc:
    return Bloc(
        code="colophon",
        titre=TITRE,
        elements={
            "mentions": [*_du_cahier(matiere), *CREDITS],
            "empreinte": empreinte_des_donnees(matiere),
        },
        gabarit=GABARIT,
    )


def _du_cahier(matiere: Matiere) -> list[Mention]:
    cahier = matiere.cahier
    return [
        Mention("Textes et mise en page", f"{cahier.equipe.nom}, {cahier.licence}."),
        Mention("Chiffres", _publication(matiere)),
        Mention("Programme", f"Medlové {VERSION}."),
    ]


def _publication(matiere: Matiere) -> str:
    publication = matiere.publication
    if publication is None:
        return f"Comptés dans le carnet, pas encore publiés\u202f: {MENTION}."
    libelle = Periode.lire(publication.periode).libelle
    return (
        f"Publication «\u202f{libelle}\u202f» du {jour(publication.publiee_le)}, "
        f"{publication.licence}."
    )
