"""Everything a tablet needs for fourteen days, in one answer that says when it has changed."""

import json
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Q
from django.utils import timezone

from medlove.models import Appartenance, Equipe
from sessions.donnees import TYPES
from sessions.nomenclatures.listes import domaines, familles, libelles, sortes_d_exigences
from sessions.nomenclatures.models import CategorieBesoin
from sessions.notes.models import MotCourant
from sessions.sorties.models import Halte, Outil, Sortie
from sessions.terrain.emetteur import Emetteur
from sessions.terrain.repertoire import partenaires, professionnels
from territoires.models import Lieu, Quartier

JOURS = timedelta(days=14)

# The lists that entry needs, under the names of the fields that use them.
LISTES = [
    "reponse",
    "organisme",
    "sorte_exigence",
    "exigence",
    "non_recours",
    "tranche_age",
    "genre",
    "activite",
    "nb_personnes",
    "pour_qui",
    "habite",
    "aisance_francais",
    "frequentation_lieux",
    "raison",
    "deja_rencontre",
    "initiative",
    "vecu",
    "oui_non",
    "duree",
    "question",
    "creneau",
    "statut_sortie",
    "meteo",
    "ambiance",
    "accroche",
    "reaction",
    "modalite",
]


def referentiel_en_json(emetteur: Emetteur) -> tuple[bytes, str]:
    """The body and its ETag."""
    corps = json.dumps(
        referentiel(emetteur), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return corps, f'"{sha256(corps).hexdigest()}"'


def referentiel(emetteur: Emetteur) -> dict[str, Any]:
    """The answer. Nothing of another équipe, nothing of the persons met."""
    equipe, aujourdhui = emetteur.equipe, timezone.localdate()
    cles = dict(_cles_des_quartiers())
    sorties = _sorties(equipe)
    lu = {
        "equipe": {"id": str(equipe.pk), "nom": equipe.nom},
        "membres": _membres(equipe),
        "quartiers": _quartiers(equipe),
        "lieux": _lieux(equipe, cles),
        "sorties": _signes("sortie", sorties),
        "haltes": _signes("halte", _haltes(sorties)),
        "nomenclatures": _nomenclatures(equipe),
        "familles": _familles(),
        "jour": aujourdhui.isoformat(),
        "partenaires": partenaires(equipe, cles, aujourdhui),
        "professionnels": professionnels(equipe),
        "outils": _outils(equipe),
        "mots": _mots(equipe),
    }
    return lu | {"moi": str(emetteur.membre.pk)} if emetteur.membre else lu


def _membres(equipe: Equipe) -> list[dict[str, Any]]:
    membres = Appartenance.objects.de(equipe).sur_le_terrain().order_by("utilisateur__nom", "pk")
    colonnes = membres.values_list("utilisateur_id", "utilisateur__nom")
    return [{"id": str(pk), "nom": nom} for pk, nom in colonnes]


def _cles_des_quartiers() -> Iterable[tuple[int, str]]:
    for quartier in Quartier.objects.only("code_insee", "numero"):
        yield quartier.pk, quartier.cle


def _quartiers(equipe: Equipe) -> list[dict[str, Any]]:
    """Those of the commune. The simplified outline only: the exact one weighs ten times more."""
    siens = Quartier.objects.de_commune(equipe.code_insee).defer("contour")
    return [
        {
            "id": quartier.cle,
            "numero": quartier.numero,
            "nom": quartier.nom,
            "contour": quartier.contour_simplifie,
        }
        for quartier in siens
    ]


def _lieux(equipe: Equipe, cles: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(lieu.pk),
            "nom": lieu.nom,
            "genre": lieu.genre,
            "quartier": cles[lieu.quartier_id],
            "latitude": float(lieu.latitude),
            "longitude": float(lieu.longitude),
        }
        for lieu in Lieu.objects.de(equipe).actifs()
    ]


def _sorties(equipe: Equipe) -> list[Sortie]:
    """Those under way, and those planned or told within fourteen days."""
    aujourdhui = timezone.localdate()
    proches = Q(date__range=(aujourdhui - JOURS, aujourdhui + JOURS)) | Q(statut=Sortie.EN_COURS)
    siennes = Sortie.objects.de(equipe).filter(proches)
    return list(siennes.order_by("date", "creneau", "pk"))


def _haltes(sorties: list[Sortie]) -> list[Halte]:
    return list(Halte.objects.filter(sortie__in=sorties).order_by("sortie", "rang", "pk"))


def _signes(type_: str, objets: list[Any]) -> list[dict[str, Any]]:
    """Id, current empreinte (what a replacement names in `remplace`), and the `donnees`."""
    donnees = TYPES[type_].donnees(objets)
    empreintes = TYPES[type_].empreintes(objets)
    return [{"id": str(un.pk), "empreinte": empreintes[un.pk], **donnees[un.pk]} for un in objets]


def _nomenclatures(equipe: Equipe) -> list[dict[str, Any]]:
    """Each list with its entries in screen order; categories and domaines among them."""
    listes = [{"id": liste, "entrees": _entrees(liste)} for liste in LISTES]
    des_domaines = [
        {"id": un.code, "libelle": un.libelle, "aide": un.aide} for un in domaines().values()
    ]
    listes.append({"id": "domaine", "entrees": des_domaines})
    listes.append({"id": "categorie", "entrees": _categories(equipe)})
    return listes


def _entrees(liste: str) -> list[dict[str, str]]:
    sortes = sortes_d_exigences() if liste == "exigence" else {}
    return [
        {"id": code, "libelle": libelle, **({"sorte": sortes[code]} if sortes else {})}
        for code, libelle in libelles(liste).items()
    ]


def _categories(equipe: Equipe) -> list[dict[str, Any]]:
    return [
        {
            "id": categorie.code,
            "libelle": categorie.libelle,
            "domaine": categorie.domaine,
            "famille": categorie.famille,
            "par_defaut": categorie.par_defaut,
        }
        for categorie in CategorieBesoin.objects.pour(equipe).proposees()
    ]


def _familles() -> list[dict[str, Any]]:
    return [
        {
            "id": famille.code,
            "libelle": famille.libelle,
            "categorie": famille.categorie,
            "organisme": famille.organisme,
        }
        for famille in familles().values()
    ]


def _outils(equipe: Equipe) -> list[dict[str, Any]]:
    proposes = Outil.objects.de(equipe).filter(is_active=True).order_by("nom", "pk")
    return [{"id": str(un.pk), "nom": un.nom} for un in proposes]


def _mots(equipe: Equipe) -> list[dict[str, Any]]:
    """The mots courants: what else a note may name comes with the lists above
    (sessions/notes/propres.py)."""
    acceptes = MotCourant.objects.de(equipe).acceptes().order_by("forme", "pk")
    return [{"id": str(un.pk), "mot": un.mot} for un in acceptes.only("mot")]
