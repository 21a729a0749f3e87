"""A year after its trimestres: what one of them alone could say is not said anew.

Where one trimestre went to a territoire, and no other, the cell of the trimestre and that of
the year hold the same people, so the same value. Counted anew after an encounter came late, or
was erased, the year would show another: proof that somebody was, or was not, there. So the
year says what was said. T5 tells everybody where sorties went: nothing is learnt by it; and a
sortie that came late itself is seen there, and counts.

The rencontres of the city, told exactly, are the sum of what the trimestres told: counted anew,
less that sum, they would be exactly how many came late, or were erased.
"""

from collections.abc import Iterable
from dataclasses import replace

from sessions.publication.catalogue import TOUT, TOUTES, VILLE, Cle
from sessions.publication.construction import CelluleComptee, Motif
from sessions.publication.models import CellulePubliee, Publication

Dites = dict[Cle, int | None]


def tenir(
    cellules: list[CelluleComptee], trimestres: Iterable[Publication]
) -> list[CelluleComptee]:
    """The cells of a year, as its published trimestres already told some of them."""
    dites = [_dites(trimestre) for trimestre in trimestres]
    sorties = {une.cle: une.valeur for une in cellules if une.cle.axe == "sorties"}
    return [_tenue(une, dites, sorties) for une in cellules]


def _dites(trimestre: Publication) -> Dites:
    lignes = CellulePubliee.objects.filter(publication=trimestre, table__in=["T2", "T5", "T6"])
    champs = ("table", "territoire", "axe", "modalite", "croisee")
    return {Cle(*cle): valeur for *cle, valeur in lignes.values_list(*champs, "valeur")}


def _tenue(une: CelluleComptee, trimestres: list[Dites], sorties: Dites) -> CelluleComptee:
    if trimestres and une.cle == TOUTES and une.valeur == une.compte.nombre:
        return _somme(une, [dites.get(TOUTES) for dites in trimestres])
    du_trimestre = _du_trimestre(une.cle)
    ici = Cle("T5", une.cle.territoire, "sorties")
    # Where one trimestre has all the sorties of the year, it is the only one.
    seul = next((dites for dites in trimestres if dites.get(ici) == sorties.get(ici) != 0), {})
    if du_trimestre is None or du_trimestre not in seul:
        return une
    valeur = seul[du_trimestre]
    return replace(une, valeur=valeur, motif=(une.motif or Motif.SEUIL) if valeur is None else None)


def _somme(une: CelluleComptee, dites: list[int | None]) -> CelluleComptee:
    """Hidden when one of them is: the others would give it back."""
    connues = [valeur for valeur in dites if valeur is not None]
    if len(connues) < len(dites):
        return replace(une, valeur=None, motif=Motif.SEUIL)
    return replace(une, valeur=sum(connues))


def _du_trimestre(cle: Cle) -> Cle | None:
    """The cell of a trimestre that asks the same of a shorter time, if there is one."""
    match cle:
        case _ if cle == TOUTES:
            return cle
        case Cle(table="T1", axe="", modalite=mot) if mot == TOUT:
            return Cle("T6", cle.territoire)
        case Cle(table="T1", territoire=lieu, axe="domaine", modalite=mot) if lieu == VILLE:
            return Cle("T2", axe="domaine", modalite=mot)
    return None
