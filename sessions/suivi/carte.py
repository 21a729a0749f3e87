"""The gap in the local offer on the map: besoins left without an answer, by quartier."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sessions.statistiques.choroplethe import PRESENCE_SUFFISANTE, RIEN
from sessions.statistiques.effectifs import FINE, Lecture, lire
from sessions.statistiques.figures.aspects import NOMBRES_D_UN_BESOIN, Aspect
from sessions.statistiques.figures.carte import Zone, carte_svg, case_svg
from sessions.statistiques.mesures import Presence
from sessions.statistiques.presentation import Entree
from sessions.suivi.offre import Manque
from territoires.models import Quartier

TITRE = "Besoins restés sans réponse, là où nous étions"


@dataclass(frozen=True, slots=True)
class Carte:
    """The drawing, its legend; `regle` says how the classes are cut."""

    svg: SafeString
    legende: list[Entree]
    regle: str
    schematique: bool


def dessiner(
    quartiers: Iterable[Quartier],
    manques: Mapping[int, Manque],
    presences: Mapping[int, Presence],
    lecture: Lecture,
    periode: str,
    choisi: Quartier | None = None,
) -> Carte:
    """The quartiers given, as this reader reads them; a `choisi` one leaves the others blank."""
    montres = list(quartiers)
    zones = [
        _zone(
            un,
            manques.get(un.pk, Manque()),
            presences.get(un.pk, Presence()),
            lecture,
            dehors=choisi is not None and un.pk != choisi.pk,
        )
        for un in montres
    ]
    svg = carte_svg(
        zones,
        titre=f"{TITRE}, {periode}",
        description="Carte des quartiers. Le tableau donne les mêmes nombres.",
        identifiant="manques",
    )
    schematique = any(un.schematique for un in montres)
    return Carte(svg, _legende(zones), NOMBRES_D_UN_BESOIN.regle(), schematique)


def _zone(
    quartier: Quartier, manque: Manque, presence: Presence, lecture: Lecture, *, dehors: bool
) -> Zone:
    """What is hidden from the reader leaves no trace: the look comes from what is read."""
    lu = lire(manque.en_tout, lecture)
    aspect = Aspect.HORS_CHOIX if dehors else _aspect(lu.nombre, presence, manque.besoins)
    compare = aspect not in {Aspect.JAMAIS, Aspect.TROP_PEU}
    dit = "hors du choix" if dehors else f"{lu} besoins restés sans réponse"
    return Zone(
        cle=quartier.cle,
        nom=quartier.nom,
        contour=quartier.trace,  # type: ignore[attr-defined]
        longitude=float(quartier.longitude),
        latitude=float(quartier.latitude),
        aspect=aspect,
        classe=NOMBRES_D_UN_BESOIN.classe(lu.nombre or 0) if aspect is Aspect.VALEUR else None,
        texte="" if dehors else lu.texte if compare else RIEN,
        description=f"{quartier.nom}{FINE}: {dit if compare else aspect.libelle.lower()}.",
    )


def _aspect(nombre: int | None, presence: Presence, besoins: int) -> Aspect:
    if not presence.sorties and not besoins:
        return Aspect.JAMAIS
    if presence.sorties < PRESENCE_SUFFISANTE:
        return Aspect.TROP_PEU
    if nombre is None:
        return Aspect.MASQUE
    return Aspect.VALEUR if nombre else Aspect.ZERO


def _legende(zones: Iterable[Zone]) -> list[Entree]:
    """The five classes, used or not, then the other looks that the map holds."""
    classes = Counter(une.classe for une in zones)
    aspects = Counter(une.aspect for une in zones)
    return [
        *(
            Entree(case_svg(Aspect.VALEUR, rang, f"manque-{rang}"), texte, classes[rang])
            for rang, texte in enumerate(NOMBRES_D_UN_BESOIN.intervalles())
        ),
        *(
            Entree(case_svg(un, None, f"manque-{un.code}"), un.libelle, aspects[un])
            for un in Aspect
            if aspects[un] and un is not Aspect.VALEUR
        ),
    ]
