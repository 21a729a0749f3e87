"""From one map to the next in one gesture: what stands beside it, as addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from sessions.periodes import Trimestre
from sessions.rencontres.choix import trimestres_gardes
from sessions.statistiques.demande import PRECEDENTE, UN_AN_AVANT, Vue
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.planche import Planche


@dataclass(frozen=True, slots=True)
class Lien:
    """`requete` follows the « ? » of the page; `ici`: it is what is shown."""

    texte: str
    requete: str
    ici: bool = False


def liens(vue: Planche, adresse: QueryDict) -> list[Lien]:
    """The trimestres around the one shown, then the other ways to lay it out."""
    toutes = [*_voisins(vue, adresse)]
    if vue.lecture is not Lecture.PILOTAGE:
        toutes += _dispositions(vue, adresse)
    return toutes


def _voisins(vue: Planche, adresse: QueryDict) -> Iterator[Lien]:
    periode = vue.demande.selection.periode
    trimestres = periode.trimestres()
    if len(trimestres) > 1 or not periode.entiere:
        return
    gardes: list[Trimestre] = trimestres_gardes()
    for fleche, un in (("←", trimestres[0].precedent()), ("→", trimestres[0].suivant())):
        if un in gardes:
            texte = f"{fleche} {un.libelle}" if fleche == "←" else f"{un.libelle} {fleche}"
            yield Lien(texte, _avec(adresse, trimestre=str(un), jusqu_a="", du="", au=""))


def _dispositions(vue: Planche, adresse: QueryDict) -> Iterator[Lien]:
    demande = vue.demande
    if demande.autre_quartier:
        return
    plusieurs = len(demande.selection.periode.trimestres()) > 1
    cote_a_cote = demande.vue == Vue.COTE_A_COTE
    yield Lien("Une carte", _avec(adresse, vue="", avec=""), demande.vue == Vue.UNE)
    if plusieurs:
        yield Lien(
            "Trimestre par trimestre",
            _avec(adresse, vue=Vue.TRIMESTRES.value, avec=""),
            demande.vue == Vue.TRIMESTRES,
        )
    for texte, avec, ici in (
        ("Avec la période d’avant", "", demande.avec == PRECEDENTE),
        ("Avec un an avant", UN_AN_AVANT, demande.avec == UN_AN_AVANT),
    ):
        yield Lien(texte, _avec(adresse, vue=Vue.COTE_A_COTE.value, avec=avec), cote_a_cote and ici)


def _avec(adresse: QueryDict, **changes: str) -> str:
    """The same address with these words changed; an empty one goes away."""
    autre = adresse.copy()
    for nom, valeur in changes.items():
        autre.pop(nom, None)
        if valeur:
            autre[nom] = valeur
    return autre.urlencode()
