"""One partenaire out of two: the chosen one keeps its values, the other fills its blanks."""

from typing import Any

from territoires.annuaire.reperage import AUSSI, noter_une_autre, sources
from territoires.annuaire.schema import VALEURS
from territoires.models import Partenaire

# What only makes sense together comes together, or not at all.
ENSEMBLE = (
    ("latitude", "longitude", "quartier"),
    ("en_pause_jusqu_au", "motif_de_pause"),
    ("verifie_le", "verifie_par", "inexact_le"),
)
LIES = {champ for champs in ENSEMBLE for champ in champs}
SEULS = [champ for champ in (*VALEURS, "repere", "lien_sha256") if champ not in LIES]


def completer(garde: Partenaire, absorbe: Partenaire) -> list[str]:
    """Fill the blanks of one with the other's values; the fields filled. Nothing is saved.

    The sources of both are remembered: importing either file again finds this place.
    """
    remplis = []
    for champs in (*ENSEMBLE, *((champ,) for champ in SEULS)):
        if _est_vide(getattr(garde, champs[0])) and not _est_vide(getattr(absorbe, champs[0])):
            for champ in champs:
                setattr(garde, champ, getattr(absorbe, champ))
            remplis.append(champs[0])
    if garde.genre_de_structure == "autre":
        garde.genre_de_structure = absorbe.genre_de_structure
    garde.is_active |= absorbe.is_active
    _garder_le_doute(garde, absorbe)
    _retenir_les_sources(garde, absorbe)
    return remplis


def _garder_le_doute(garde: Partenaire, absorbe: Partenaire) -> None:
    """What was said to be wrong of one since the other was checked stays to be checked; nobody
    is written to at an address whose owner did not agree."""
    dit = absorbe.inexact_le
    if dit and not garde.inexact_le and (garde.verifie_le is None or dit >= garde.verifie_le):
        garde.inexact_le = dit
    if garde.courriels == absorbe.courriels:
        garde.accepte_les_rappels &= absorbe.accepte_les_rappels


def _est_vide(valeur: Any) -> bool:
    return valeur is None or valeur == "" or valeur == []


def _retenir_les_sources(garde: Partenaire, absorbe: Partenaire) -> None:
    if not garde.identifiant_source:
        if absorbe.identifiant_source:
            garde.source = absorbe.source
            garde.identifiant_source = absorbe.identifiant_source
        garde.importe = garde.importe or absorbe.importe
    aussi = [dict(autre) for autre in garde.importe.get(AUSSI, [])]
    siennes = {cle for cle, _ in sources(garde)}
    for cle, dit in sources(absorbe):
        if cle not in siennes:
            noter_une_autre(aussi, cle, dit)
    if aussi:
        garde.importe = {**garde.importe, AUSSI: aussi}
