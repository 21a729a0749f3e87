"""The setting of a season: équipes, accounts, quartiers, lieux, partenaires, outils."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from medlove.models import Appartenance, Equipe, Utilisateur
from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.nomenclatures.models import CategorieBesoin
from sessions.sorties.models import Outil
from territoires.models import Lieu, Partenaire, Professionnel, Quartier

# What a line of partenaire says that is no field of it.
HORS_DU_MODELE = {"numero", "categories", "verifie_il_y_a"}
ACCORD = timedelta(days=90)


@dataclass(frozen=True)
class Decor:
    """What the draws of a season need at hand."""

    equipe: Equipe
    equipage: list[Utilisateur]
    quartiers: dict[int, Quartier]
    lieux: dict[int, list[Lieu]]
    partenaires: dict[str, list[Partenaire]]
    professionnels: list[Professionnel]
    outils: list[Outil]
    categories: dict[str, CategorieBesoin]


def planter(hasard: Hasard, rang: int, comptes: str, mot_de_passe: str) -> Decor:
    """Create an équipe of `equipe.json` with its members and all that it owns."""
    equipe = Equipe.objects.create(id=hasard.uuid(), **lire("equipe")["equipes"][rang])
    equipage = [_membre(hasard, equipe, compte, mot_de_passe) for compte in lire("equipe")[comptes]]
    quartiers = {
        quartier.numero: quartier
        for quartier in Quartier.objects.de_commune(equipe.code_insee).sans_contour()
    }
    return Decor(
        equipe=equipe,
        equipage=[membre.utilisateur for membre in equipage if membre.va_sur_le_terrain],
        quartiers=quartiers,
        lieux=_lieux(hasard, equipe, quartiers),
        partenaires=_partenaires(hasard, equipe, quartiers),
        professionnels=_professionnels(hasard, equipe),
        outils=_outils(hasard, equipe),
        categories={
            categorie.code: categorie for categorie in CategorieBesoin.objects.nationales()
        },
    )


def administration(hasard: Hasard, mot_de_passe: str) -> Utilisateur:
    compte = lire("equipe")["administration"]
    return _utilisateur(hasard, compte, mot_de_passe, is_staff=True, is_superuser=True)


def _utilisateur(
    hasard: Hasard, compte: dict[str, str], mot_de_passe: str, **champs: bool
) -> Utilisateur:
    """`mot_de_passe` comes hashed: once for all, since hashing is slow on purpose."""
    return Utilisateur.objects.create(
        id=hasard.uuid(),
        email=compte["email"],
        nom=compte["nom"],
        password=mot_de_passe,
        **champs,
    )


def _membre(
    hasard: Hasard, equipe: Equipe, compte: dict[str, str], mot_de_passe: str
) -> Appartenance:
    return Appartenance.objects.create(
        utilisateur=_utilisateur(hasard, compte, mot_de_passe),
        equipe=equipe,
        role=compte["role"],
        metier=compte["metier"],
    )


def _pres_de(hasard: Hasard, quartier: Quartier) -> dict[str, Decimal]:
    """A point within some 150 m of the label point of the quartier."""
    return {
        axe: Decimal(f"{float(getattr(quartier, axe)) + hasard.uniform(-ecart, ecart):.6f}")
        for axe, ecart in (("latitude", 0.0013), ("longitude", 0.002))
    }


def _lieux(hasard: Hasard, equipe: Equipe, quartiers: dict[int, Quartier]) -> dict[int, list[Lieu]]:
    lieux: dict[int, list[Lieu]] = {numero: [] for numero in quartiers}
    for ligne in _ailleurs_que_nulle_part(lire("equipe")["lieux"], quartiers):
        quartier = quartiers[ligne["numero"]]
        lieux[quartier.numero].append(
            Lieu.objects.create(
                id=hasard.uuid(),
                equipe=equipe,
                nom=ligne["nom"],
                genre=ligne["genre"],
                quartier=quartier,
                quartier_confirme=True,
                **_pres_de(hasard, quartier),
            )
        )
    return lieux


def _partenaires(
    hasard: Hasard, equipe: Equipe, quartiers: dict[int, Quartier]
) -> dict[str, list[Partenaire]]:
    par_categorie: dict[str, list[Partenaire]] = {}
    categories = {un.code: un for un in CategorieBesoin.objects.nationales()}
    for ligne in _ailleurs_que_nulle_part(lire("equipe")["partenaires"], quartiers):
        champs = {nom: valeur for nom, valeur in ligne.items() if nom not in HORS_DU_MODELE}
        quartier = quartiers[ligne["numero"]]
        partenaire = Partenaire.objects.create(
            id=hasard.uuid(),
            equipe=equipe,
            quartier=quartier,
            verifie_le=timezone.localdate() - timedelta(days=ligne["verifie_il_y_a"]),
            **champs,
            **_pres_de(hasard, quartier),
        )
        for code in ligne["categories"]:
            categories[code].partenaires.add(partenaire)
            par_categorie.setdefault(code, []).append(partenaire)
    return par_categorie


def _professionnels(hasard: Hasard, equipe: Equipe) -> list[Professionnel]:
    accord = timezone.localdate() - ACCORD
    return [
        Professionnel.objects.create(id=hasard.uuid(), equipe=equipe, accord_le=accord, **ligne)
        for ligne in lire("equipe")["professionnels"]
    ]


def _outils(hasard: Hasard, equipe: Equipe, liste: str = "outils") -> list[Outil]:
    return [
        Outil.objects.create(id=hasard.uuid(), equipe=equipe, **ligne)
        for ligne in lire("equipe")[liste]
    ]


def outils_de_plus(hasard: Hasard, equipe: Equipe) -> list[Outil]:
    """Those that came later: not among those that the season draws from."""
    return _outils(hasard, equipe, "outils_de_plus")


def _ailleurs_que_nulle_part(
    lignes: Iterable[dict[str, Any]], quartiers: dict[int, Quartier]
) -> Iterable[dict[str, Any]]:
    """The lines whose quartier exists: another town may have fewer."""
    return (ligne for ligne in lignes if ligne["numero"] in quartiers)
