"""Where the bike stopped: public places, and nothing of who came there."""

from dataclasses import dataclass
from itertools import groupby

from medlove.templatetags.francais import compte
from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.models import Cahier
from territoires.models import Lieu

GABARIT = "cahiers/blocs/haltes.html"
TITRE = "Où nous nous sommes arrêtés"
SANS_HALTE = "Aucune halte n’est notée à un lieu dans cette période."
PICTOGRAMME = "fait-halte"


@dataclass(frozen=True, slots=True)
class Place:
    """A lieu as the cahier names it; `pictogramme` is a symbol of the product's sheet."""

    nom: str
    genre: str
    quartier: str
    pictogramme: str = PICTOGRAMME


def places(cahier: Cahier) -> list[Place]:
    """By quartier, in the order of their number, then by name."""
    lieux = Lieu.objects.filter(pk__in=recueil.haltes(cahier).exclude(lieu=None).values("lieu"))
    lus = lieux.select_related("quartier").defer("quartier__contour", "quartier__contour_simplifie")
    ranges = sorted(lus, key=lambda un: (un.quartier.code_insee, un.quartier.numero, un.nom))
    return [Place(un.nom, un.get_genre_display(), un.quartier.nom) for un in ranges]


def haltes(matiere: Matiere) -> Bloc:
    lues = places(matiere.cahier)
    if not lues:
        return Bloc("haltes", TITRE, phrase=SANS_HALTE, gabarit=GABARIT, tu=True)
    groupes = [(nom, list(siennes)) for nom, siennes in groupby(lues, lambda une: une.quartier)]
    ou = compte(len(groupes), "quartier")
    return Bloc(
        code="haltes",
        titre=TITRE,
        phrase=f"{compte(len(lues), 'lieu,lieux')} dans {ou}.",
        elements={"quartiers": groupes},
        gabarit=GABARIT,
    )
