"""A map that holds together, held against what is known of the commune and what we have."""

from collections.abc import Sequence

from territoires.geometrie import aire_m2, boite, distance_m
from territoires.importation.champs import QuartierLu
from territoires.importation.refus import FichierRefuse, enumerer, nombre, superficie
from territoires.importation.reperes import COMMUNES, Commune
from territoires.models import Quartier

ELOIGNEMENT_M = 15_000
# A map twice too small or too large describes something else than the quartiers.
FACTEUR = 2


def confronter(lus: Sequence[QuartierLu], connus: Sequence[Quartier], code_insee: str) -> None:
    """Refuse too many or too few quartiers, elsewhere, of another size, or less exact."""
    if commune := COMMUNES.get(code_insee):
        _confronter_a_la_commune(lus, commune)
    if connus:
        _confronter_a_la_base(lus, connus)


def _confronter_a_la_commune(lus: Sequence[QuartierLu], commune: Commune) -> None:
    if len(lus) != commune.quartiers:
        motif = (
            "ce sont sans doute des unités plus fines"
            if len(lus) > commune.quartiers
            else "il en manque"
        )
        raise FichierRefuse(
            f"{commune.nom} compte {commune.quartiers} quartiers et ce fichier en contient "
            f"{len(lus)} : {motif}. Importer la couche complète des quartiers."
        )
    boites = [boite(lu.contour) for lu in lus]
    longitude = (min(b.ouest for b in boites) + max(b.est for b in boites)) / 2
    latitude = (min(b.sud for b in boites) + max(b.nord for b in boites)) / 2
    ecart = distance_m(longitude, latitude, commune.longitude, commune.latitude)
    if ecart > ELOIGNEMENT_M:
        raise FichierRefuse(
            f"Ces contours ne sont pas à {commune.nom}, mais à {nombre(ecart / 1000)} km : "
            "vérifier le fichier et le code de la commune."
        )
    _comparer_les_superficies(
        sum(aire_m2(lu.contour) for lu in lus), commune.superficie_km2 * 1e6, commune.nom
    )


def _confronter_a_la_base(lus: Sequence[QuartierLu], connus: Sequence[Quartier]) -> None:
    numeros = {lu.numero for lu in lus}
    if manquants := [connu.numero for connu in connus if connu.numero not in numeros]:
        raise FichierRefuse(
            f"Il manque {enumerer(manquants[:4])} parmi les {len(connus)} quartiers déjà connus : "
            "importer la couche complète."
        )
    if any(lu.schematique for lu in lus) and not all(connu.schematique for connu in connus):
        raise FichierRefuse(
            "Ce fichier porte des contours schématiques : "
            "ils ne remplacent pas les contours officiels déjà en place."
        )
    communs = {connu.numero for connu in connus}
    _comparer_les_superficies(
        sum(aire_m2(lu.contour) for lu in lus if lu.numero in communs),
        sum(connu.superficie_m2 for connu in connus),
        "la commune",
    )


def _comparer_les_superficies(lue: float, attendue: float, ou: str) -> None:
    if lue * FACTEUR < attendue:
        motif = "ce sont sans doute des unités plus fines que les quartiers"
    elif lue > attendue * FACTEUR:
        motif = "ce ne sont pas ses quartiers"
    else:
        return
    raise FichierRefuse(
        f"Ces contours couvrent {superficie(lue)} au lieu de {superficie(attendue)} "
        f"pour {ou} : {motif}."
    )
