"""Before a period is published: the cells of its catalogue as a working version may print them.

Exact, so for the inside only, and small counts hidden as on any print. Nothing that is shown
outside may come from here.
"""

from medlove.models import Equipe
from sessions.periodes import ANNEE, Periode
from sessions.publication.catalogue import TOUTES
from sessions.publication.grille import mots
from sessions.publication.services import chantier
from sessions.publication.tables import Feuillet, feuillet_de
from sessions.publication.territoires import contours
from sessions.statistiques.effectifs import Lecture

LECTURE = Lecture.IMPRESSION
# What the team did is not about persons.
FAITS = {"sorties", "haltes", "minutes", "kilometres_dixiemes"}


def feuillet_de_travail(equipe: Equipe, code: str) -> Feuillet:
    """Of « 2026-T3 », or of « 2025 » with its trimestres, closed or not."""
    periodes = [code]
    if ANNEE.fullmatch(code):
        periodes += [str(un) for un in Periode.lire(code).trimestres()]
    return feuillet_de(
        code,
        [
            (periode, cle, _lue(nombre, public=cle.table == TOUTES.table and cle.axe in FAITS))
            for periode in periodes
            for cle, nombre in chantier(equipe, periode).exactes().items()
        ],
        libelles=mots(),
        contours=contours(equipe, chantier(equipe, code).taille),
        masque=LECTURE.mention,
    )


def _lue(nombre: int, *, public: bool) -> int | None:
    return nombre if public or not LECTURE.masque(nombre) else None
