"""What an import will do, known before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import shapely

from territoires.geometrie import Contour, aire_m2, contient
from territoires.importation.champs import QuartierLu
from territoires.importation.formes import echelle, en_metres
from territoires.importation.refus import superficie
from territoires.importation.simplification import simplifier
from territoires.models import Lieu, Quartier
from territoires.recherche import normaliser

SIX_DECIMALES = Decimal("0.000001")
FINESSE_DE_L_ETIQUETTE_M = 1.0


@dataclass
class Changement:
    """One quartier, not saved yet, and what the file brings to it."""

    quartier: Quartier
    motifs: list[str] = field(default_factory=list)


@dataclass
class Plan:
    code_insee: str
    crees: list[Changement] = field(default_factory=list)
    modifies: list[Changement] = field(default_factory=list)
    inchanges: list[Quartier] = field(default_factory=list)

    @property
    def quartiers(self) -> list[Quartier]:
        changes = [changement.quartier for changement in (*self.crees, *self.modifies)]
        return sorted([*changes, *self.inchanges], key=lambda quartier: quartier.numero)

    def lieux_a_reverifier(self) -> int:
        """How many lieux fall outside of the outline that their quartier now takes."""
        changes = {changement.quartier.pk: changement.quartier for changement in self.modifies}
        return sum(
            not contient(
                changes[lieu.quartier_id].contour, float(lieu.longitude), float(lieu.latitude)
            )
            for lieu in Lieu.objects.filter(quartier__in=changes)
        )


def preparer(lus: Mapping[int, QuartierLu], connus: Sequence[Quartier], code_insee: str) -> Plan:
    """Compare the file with the base, by number. Nothing is saved here."""
    plan = Plan(code_insee)
    par_numero = {connu.numero: connu for connu in connus}
    simples = simplifier([lu.contour for lu in lus.values()])
    for (numero, lu), simple in zip(lus.items(), simples, strict=True):
        quartier = par_numero.get(numero)
        if quartier is None:
            nom = lu.nom or f"Quartier {numero}"
            neuf = Quartier(code_insee=code_insee, numero=numero, nom=nom)
            _tracer(neuf, lu, simple)
            plan.crees.append(Changement(neuf, [superficie(neuf.superficie_m2)]))
        elif motifs := [*_tracer(quartier, lu, simple), *_nommer(quartier, lu.nom)]:
            plan.modifies.append(Changement(quartier, motifs))
        else:
            plan.inchanges.append(quartier)
    return plan


def _tracer(quartier: Quartier, lu: QuartierLu, simple: Contour) -> list[str]:
    """Give the quartier its outline and what follows from it; say what that changes."""
    longitude, latitude = _point_d_etiquette(lu.contour)
    valeurs: dict[str, Any] = {
        "contour": lu.contour,
        "contour_simplifie": simple,
        "longitude": longitude,
        "latitude": latitude,
        "superficie_m2": round(aire_m2(lu.contour)),
        "schematique": lu.schematique,
    }
    if lu.population is not None:
        valeurs["population"] = lu.population
    avant = {champ: getattr(quartier, champ) for champ in valeurs}
    for champ, valeur in valeurs.items():
        setattr(quartier, champ, valeur)
    changes = {champ for champ, valeur in valeurs.items() if avant[champ] != valeur}
    return _motifs(changes, avant["superficie_m2"] or 0, quartier)


def _motifs(changes: set[str], avant_m2: int, quartier: Quartier) -> list[str]:
    motifs = []
    if "schematique" in changes:
        motifs.append("contour officiel à la place du contour schématique")
    if "contour" in changes:
        motifs.append(f"{superficie(avant_m2)} → {superficie(quartier.superficie_m2)}")
    if "population" in changes:
        motifs.append("population")
    if changes and not motifs:
        motifs.append("contour simplifié des cartes")
    return motifs


def _nommer(quartier: Quartier, nom: str) -> list[str]:
    """Names drift from year to year: ours stays, the new one joins the others."""
    connus = {normaliser(connu) for connu in (quartier.nom, *quartier.alias)}
    if not nom or normaliser(nom) in connus:
        return []
    quartier.alias = [*quartier.alias, nom]
    return [f"autre nom « {nom} »"]


def _point_d_etiquette(contour: Contour) -> tuple[Decimal, Decimal]:
    """The middle of the largest circle the outline holds: inside, even of a crescent."""
    (plan,) = en_metres([contour])
    cercle = shapely.maximum_inscribed_circle(plan, tolerance=FINESSE_DE_L_ETIQUETTE_M)
    longitude, latitude = shapely.get_coordinates(cercle)[0] / echelle([contour])
    return _decimale(longitude), _decimale(latitude)


def _decimale(degres: float) -> Decimal:
    return Decimal(float(degres)).quantize(SIX_DECIMALES)
