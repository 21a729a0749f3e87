"""What remains between an équipe just created and its first sortie, told one step at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Journal, Utilisateur
from sessions.nomenclatures.models import CategorieBesoin
from sessions.sorties.models import Sortie
from sessions.terrain.models import Appareil
from territoires.models import Lieu, Partenaire, Quartier

IMPORTER = "medlove importer_quartiers /var/lib/medlove/quartiers.geojson"
SAUVEGARDE = "sauvegarde_faite"
EN_COURS = Q(appartenances__is_active=True, appartenances__utilisateur__is_active=True)
SAUVEGARDE_RECENTE = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Pas:
    """A step: `page` is the name of the address where it is done, `commande` what is typed on
    the server when no page does it."""

    titre: str
    phrase: str
    fait: bool
    page: str = ""
    geste: str = ""
    commande: str = ""


@dataclass(frozen=True, slots=True)
class PremiersPas:
    pas: tuple[Pas, ...]

    @property
    def restants(self) -> list[Pas]:
        return [un for un in self.pas if not un.fait]

    @property
    def faits(self) -> list[Pas]:
        return [un for un in self.pas if un.fait]


def premiers_pas(equipe: Equipe) -> PremiersPas:
    """One query, however large the équipe."""
    fait = _ce_qui_est_fait(equipe)
    return PremiersPas((*_du_territoire(equipe, fait), *_des_sorties(fait), *_du_serveur(fait)))


def ecarter(equipe: Equipe, *, par: Utilisateur) -> None:
    """No more on the home page; the page itself stays."""
    equipe.premiers_pas = False
    equipe.save(update_fields=["premiers_pas"])
    consigner("premiers_pas.ecartes", equipe=equipe, par=par)


def _ce_qui_est_fait(equipe: Equipe) -> dict[str, bool]:
    siens = {"equipe": OuterRef("pk")}
    sorties = Sortie.objects.filter(**siens).order_by()
    categories = CategorieBesoin.objects.filter(Q(equipe=None) | Q(equipe=OuterRef("pk")))
    recente = timezone.now() - SAUVEGARDE_RECENTE
    constats: Mapping[str, Any] = (
        Equipe.objects.filter(pk=equipe.pk)
        .annotate(
            a_quartiers=Exists(Quartier.objects.filter(code_insee=OuterRef("code_insee"))),
            a_lieux=Exists(Lieu.objects.filter(**siens)),
            a_puces=Exists(categories.proposees()),
            a_partenaires=Exists(Partenaire.objects.filter(**siens)),
            a_tablette=Exists(Appareil.objects.en_service().filter(**siens)),
            a_sortie=Exists(sorties),
            a_questions=Exists(sorties.exclude(questions=[])),
            a_membres=Count("appartenances", filter=EN_COURS, distinct=True),
            a_sauvegarde=Exists(Journal.objects.filter(action=SAUVEGARDE, quand__gte=recente)),
        )
        .values()
        .get()
    )
    return {
        **{nom.removeprefix("a_"): bool(fait) for nom, fait in constats.items()},
        "membres": constats["a_membres"] > 1,
        "cle": bool(settings.MEDLOVE_CLE_PUBLICATION),
    }


def _du_territoire(equipe: Equipe, fait: dict[str, bool]) -> list[Pas]:
    return [
        Pas(
            "Les quartiers de votre commune",
            "Leurs contours, de n’importe quelle ville de France\u202f: un fichier GeoJSON, que "
            "l’on importe sur le serveur.",
            fait["quartiers"],
            commande=f"{IMPORTER} --code-insee {equipe.code_insee}",
        ),
        Pas(
            "Les lieux où vous vous arrêtez",
            "Une place, un marché, un pied d’immeuble\u202f: les haltes les reprennent d’un geste.",
            fait["lieux"],
            page="lieux:nouveau",
            geste="Ajouter un lieu",
        ),
        Pas(
            "Les partenaires vers qui orienter",
            "Tout un fichier d’un coup, ou un par un dans «\u202fPartenaires\u202f».",
            fait["partenaires"],
            page="annuaire_echanges:importer",
            geste="Importer un annuaire",
        ),
        Pas(
            "Les premières puces",
            "Les familles de besoins de l’écran de terrain viennent de la liste nationale\u202f: "
            "les relire ensemble, sur la fiche de poche.",
            fait["puces"],
            page="terrain:fiche_de_poche",
            geste="Lire la fiche de poche",
        ),
    ]


def _des_sorties(fait: dict[str, bool]) -> list[Pas]:
    return [
        Pas(
            "Les membres de l’équipe",
            "Inviter celles et ceux qui sortent, et une seconde personne à la coordination\u202f: "
            "si un téléphone se perd, l’une dépanne l’autre.",
            fait["membres"],
            page="equipe:inviter",
            geste="Inviter quelqu’un",
        ),
        Pas(
            "Une tablette",
            "L’enrôler une fois lui suffit pour noter, même sans réseau.",
            fait["tablette"],
            page="appareils:liste",
            geste="Enrôler une tablette",
        ),
        Pas(
            "La première sortie",
            "Un jour, un créneau, un quartier, un équipage.",
            fait["sortie"],
            page="sorties:nouvelle",
            geste="Préparer une sortie",
        ),
        Pas(
            "Les questions de la sortie",
            "Une ou deux questions à poser ce jour-là\u202f: elles se choisissent en préparant la "
            "sortie.",
            fait["questions"],
            page="sorties:liste",
            geste="Choisir les questions",
        ),
    ]


def _du_serveur(fait: dict[str, bool]) -> list[Pas]:
    return [
        Pas(
            "La clé de publication",
            "Sans elle, aucun chiffre ne sort. Elle se tire une fois sur le serveur, et se garde "
            "hors de la base et de ses sauvegardes\u202f: le guide d’installation dit comment.",
            fait["cle"],
            commande="openssl rand -hex 32",
        ),
        Pas(
            "Une sauvegarde récente",
            "De moins de huit jours, gardée sur une autre machine\u202f: le serveur peut se "
            "perdre un dimanche.",
            fait["sauvegarde"],
            commande="medlove sauvegarder --vers DOSSIER --verifier",
        ),
    ]
