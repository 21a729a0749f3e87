"""The elements of a sortie, as the contract writes them: sortie, halte, passages, bilan."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from sessions.donnees import (
    TYPES,
    Booleen,
    Code,
    Codes,
    Contexte,
    Entier,
    Entrees,
    Jour,
    Quart,
    Reference,
    References,
    Schema,
    Texte,
    TypeDElement,
    Version,
    declarer,
)
from sessions.notes.controle import REPERES, relire
from sessions.sorties.models import Bilan, Halte, Passages, Sortie, UsageOutil
from sessions.sorties.references import cle_de_quartier, cles_des_quartiers

AVANCEMENT = [Sortie.PLANIFIEE, Sortie.EN_COURS, Sortie.TERMINEE]
EQUIPAGE = Sortie.equipage.through


def edition() -> Entier:
    """The number of the version, which every element may carry."""
    return Entier(1, 1_000_000, "Le numéro de version", defaut=1, attribut="edition")


def donnees_de(sortie: Sortie) -> dict[str, Any]:
    """The sortie as the contract writes it: what its empreinte is computed from."""
    return TYPES["sortie"].donnees_de(sortie)


def mettre_en_cours(sorties: Collection[UUID], contexte: Contexte) -> None:
    """Something happened there: what was only planned is under way."""
    planifiees = {
        pk
        for pk in sorties
        if (citee := contexte.trouver("sortie", pk)) and citee.statut == Sortie.PLANIFIEE
    }
    if planifiees:
        encore = Sortie.objects.filter(pk__in=planifiees, statut=Sortie.PLANIFIEE)
        encore.update(statut=Sortie.EN_COURS)


def _longueur(modele: type[Model], champ: str) -> int:
    return int(getattr(modele._meta.get_field(champ), "max_length", 0))


@declarer
class TypeSortie(TypeDElement):
    nom = "sortie"
    modele = Sortie
    schema = Schema(
        {
            "edition": edition(),
            "date": Jour("La date", obligatoire=True, attribut="date"),
            "creneau": Code("creneau", "Le créneau", obligatoire=True, attribut="creneau"),
            "quartier": Reference("quartier", "Le quartier", cle=cle_de_quartier, obligatoire=True),
            "equipage": References("membre", "L’équipage"),
            "statut": Code(
                "statut_sortie", "Le statut", defaut=Sortie.PLANIFIEE, attribut="statut"
            ),
            "questions": Codes("question", "La question", attribut="questions"),
        }
    )

    def controler(self, version: Version, contexte: Contexte) -> None:
        if version.valeurs["statut"] == Sortie.ANNULEE:
            version.lecture.refuser("statut", "Une sortie s’annule sur le site, avec son motif.")

    def colonnes(
        self, version: Version, contexte: Contexte, ancienne: Sortie | None
    ) -> dict[str, Any]:
        """What only the site knows, intention and motif of annulation, stays as it was."""
        colonnes = super().colonnes(version, contexte, ancienne)
        colonnes["quartier_id"] = contexte.trouver("quartier", version.valeurs["quartier"])
        if ancienne:
            colonnes["statut"] = _sans_reculer(ancienne.statut, colonnes["statut"])
            colonnes["intention"] = ancienne.intention
            colonnes["motif_annulation"] = ancienne.motif_annulation
        return colonnes

    def enfants(self, version: Version, ligne: Sortie, contexte: Contexte) -> Iterator[Model]:
        for membre in version.valeurs["equipage"]:
            yield EQUIPAGE(sortie_id=ligne.pk, utilisateur_id=membre)

    def effacer_enfants(self, versions: Sequence[Version], contexte: Contexte) -> None:
        EQUIPAGE.objects.filter(sortie__in=[version.id for version in versions]).delete()

    def donnees(self, objets: Iterable[Sortie]) -> dict[UUID, dict[str, Any]]:
        sorties = list(objets)
        donnees = super().donnees(sorties)
        cles = cles_des_quartiers([sortie.quartier_id for sortie in sorties])
        for sortie in sorties:
            donnees[sortie.pk]["quartier"] = cles[sortie.quartier_id]
        equipages = EQUIPAGE.objects.filter(sortie__in=sorties).order_by("pk")
        for sortie_id, membre in equipages.values_list("sortie_id", "utilisateur_id"):
            donnees[sortie_id].setdefault("equipage", []).append(str(membre))
        return donnees


def _sans_reculer(avant: str, demande: str) -> str:
    """A sortie that took place does not become planned again, nor one that is over; one
    called off stays so."""
    if avant == Sortie.ANNULEE:
        return avant
    if {avant, demande} <= set(AVANCEMENT):
        return max(avant, demande, key=AVANCEMENT.index)
    return demande


@declarer
class TypeHalte(TypeDElement):
    nom = "halte"
    modele = Halte
    a_comparer = ("sortie_id",)
    schema = Schema(
        {
            "edition": edition(),
            "sortie": Reference("sortie", "La sortie", obligatoire=True, attribut="sortie_id"),
            "rang": Entier(1, 99, "Le rang de la halte", defaut=1, attribut="rang"),
            "lieu": Reference("lieu", "Le lieu", attribut="lieu_id"),
            "quartier": Reference("quartier", "Le quartier", cle=cle_de_quartier),
            "arrivee": Quart("L’arrivée", attribut="arrivee"),
            "depart": Quart("Le départ", attribut="depart"),
        }
    )

    def controler(self, version: Version, contexte: Contexte) -> None:
        arrivee, depart = version.valeurs["arrivee"], version.valeurs["depart"]
        if arrivee and depart and depart <= arrivee:
            version.lecture.refuser("depart", "Le départ vient après l’arrivée.")

    def controler_suite(self, version: Version, ancienne: Halte) -> None:
        """Its rencontres name its sortie too: moved, it would leave them behind."""
        if version.valeurs["sortie"] not in {None, ancienne.sortie_id}:
            version.lecture.refuser("sortie", "Une halte ne change pas de sortie.")

    def colonnes(
        self, version: Version, contexte: Contexte, ancienne: Halte | None
    ) -> dict[str, Any]:
        """Without a quartier said: that of the lieu, else that of the sortie."""
        valeurs = version.valeurs
        colonnes = super().colonnes(version, contexte, ancienne)
        colonnes["minutes"] = Halte.duree(valeurs["arrivee"], valeurs["depart"])
        colonnes["quartier_id"] = (
            contexte.trouver("quartier", valeurs["quartier"])
            or contexte.trouver("lieu", valeurs["lieu"])
            or contexte.trouver("sortie", valeurs["sortie"]).quartier
        )
        return colonnes

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        mettre_en_cours({version.valeurs["sortie"] for version in versions}, contexte)

    def donnees(self, objets: Iterable[Halte]) -> dict[UUID, dict[str, Any]]:
        haltes = list(objets)
        donnees = super().donnees(haltes)
        cles = cles_des_quartiers([halte.quartier_id for halte in haltes])
        for halte in haltes:
            donnees[halte.pk]["quartier"] = cles[halte.quartier_id]
        return donnees


@declarer
class TypePassages(TypeDElement):
    nom = "passages"
    modele = Passages
    schema = Schema(
        {
            "edition": edition(),
            "halte": Reference("halte", "La halte", obligatoire=True, attribut="halte_id"),
            "passages": Entier(0, 9999, "Le nombre de passages", defaut=0, attribut="passages"),
            "refus": Entier(0, 9999, "Le nombre de refus", defaut=0, attribut="refus"),
        }
    )

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        haltes = [contexte.trouver("halte", version.valeurs["halte"]) for version in versions]
        mettre_en_cours({halte.sortie for halte in haltes}, contexte)


TEXTES_DU_BILAN = {
    "ce_qui_a_pris": "Ce qui a pris",
    "ce_qui_a_coince": "Ce qui a coincé",
    "scene": "La scène",
    "parole": "La parole",
    "appris": "Ce qui a été appris",
    "a_faire": "Ce qui est à faire",
    "invites": "Les invités à bord",
    "besoin_formation": "Le besoin de formation",
    "envie_d_en_parler": "L’envie d’en parler",
}
NOMBRES_DU_BILAN = {
    "rencontres": (9999, "Le nombre de rencontres"),
    "passages": (9999, "Le nombre de passages"),
    "refus": (9999, "Le nombre de refus"),
    "kilometres_dixiemes": (9999, "Le nombre de dixièmes de kilomètre"),
    "preparation_minutes": (1440, "Le temps de préparation, en minutes,"),
    "route_minutes": (1440, "Le temps de route, en minutes,"),
}
USAGE_D_UN_OUTIL = Schema(
    {
        "outil": Reference("outil", "L’outil", obligatoire=True, attribut="outil_id"),
        "reaction": Code("reaction", "La réaction", obligatoire=True, attribut="reaction"),
    }
)


@declarer
class TypeBilan(TypeDElement):
    nom = "bilan"
    modele = Bilan
    schema = Schema(
        {
            "edition": edition(),
            "sortie": Reference("sortie", "La sortie", obligatoire=True, attribut="sortie_id"),
            **{
                nom: Entier(0, maximum, sujet, attribut=nom)
                for nom, (maximum, sujet) in NOMBRES_DU_BILAN.items()
            },
            "meteo": Code("meteo", "La météo", defaut="", attribut="meteo"),
            "ambiance": Code("ambiance", "L’ambiance", defaut="", attribut="ambiance"),
            "accroche": Codes("accroche", "L’accroche", attribut="accroche"),
            "affiche_visible": Booleen("L’affiche visible", attribut="affiche_visible"),
            **{
                nom: Texte(_longueur(Bilan, nom), sujet, attribut=nom)
                for nom, sujet in TEXTES_DU_BILAN.items()
            },
            "outils": Entrees(USAGE_D_UN_OUTIL, "Les outils"),
        }
    )

    def controler(self, version: Version, contexte: Contexte) -> None:
        sortie = contexte.trouver("sortie", version.valeurs["sortie"])
        if sortie and sortie.bilan not in {None, version.id}:
            version.lecture.refuser("sortie", "Cette sortie a déjà son bilan.")
        outils = [usage["outil"] for usage in version.valeurs["outils"]]
        if len(set(outils)) < len(outils):
            version.lecture.refuser("outils", "Un même outil est là deux fois.")
        relire(version, contexte, TEXTES_DU_BILAN)

    def colonnes(
        self, version: Version, contexte: Contexte, ancienne: Bilan | None
    ) -> dict[str, Any]:
        """What a coordinator chose of a text holds while the text does."""
        colonnes = super().colonnes(version, contexte, ancienne)
        colonnes["reperes"] = version.valeurs.get(REPERES) or None
        if ancienne and ancienne.scene == colonnes["scene"]:
            colonnes["choix_de_la_scene"] = ancienne.choix_de_la_scene
        if ancienne and ancienne.parole == colonnes["parole"]:
            colonnes["parole_relue"] = ancienne.parole_relue
        return colonnes

    def enfants(self, version: Version, ligne: Bilan, contexte: Contexte) -> Iterator[Model]:
        for usage in version.valeurs["outils"]:
            yield UsageOutil(bilan_id=ligne.pk, **USAGE_D_UN_OUTIL.colonnes(usage))

    def effacer_enfants(self, versions: Sequence[Version], contexte: Contexte) -> None:
        UsageOutil.objects.filter(bilan__in=[version.id for version in versions]).delete()

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        sorties = {version.valeurs["sortie"] for version in versions}
        ouvertes = Sortie.objects.filter(
            pk__in=sorties, statut__in=[Sortie.PLANIFIEE, Sortie.EN_COURS]
        )
        ouvertes.update(statut=Sortie.TERMINEE)

    def donnees(self, objets: Iterable[Bilan]) -> dict[UUID, dict[str, Any]]:
        donnees = super().donnees(objets)
        for usage in UsageOutil.objects.filter(bilan__in=donnees).order_by("pk"):
            entree = USAGE_D_UN_OUTIL.ecrire(usage)
            donnees[usage.bilan_id].setdefault("outils", []).append(entree)
        return donnees
