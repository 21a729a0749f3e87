"""Orientations as the contract writes them, then calls and directory entries checked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from medlove.models import Equipe
from sessions.donnees import (
    Booleen,
    Code,
    Contexte,
    Entrees,
    Hachage,
    Identifiant,
    Reference,
    Schema,
    TypeDElement,
    Version,
    declarer,
    reference,
)
from sessions.orientations.coupure import couper, deja_coupees
from sessions.orientations.models import Appel, Orientation, Verification
from sessions.rencontres.elements import CHAMPS, TypeRencontre
from sessions.rencontres.models import Rencontre
from sessions.sorties.elements import edition
from territoires.models import Fusion, Partenaire, Professionnel


@reference("partenaire", "Ce partenaire n’est pas dans l’annuaire de l’équipe.")
def _partenaires(equipe: Equipe, ids: Collection[Any]) -> QuerySet[Any, Any]:
    """Each with the one that holds its place: itself, or what it was merged into."""
    siens = Partenaire.objects.de(equipe).filter(pk__in=ids).order_by()
    fusions = Fusion.objects.filter(garde__equipe=equipe, absorbe__in=ids).order_by()
    return siens.values_list("pk", "pk").union(fusions.values_list("absorbe", "garde"), all=True)


@reference("professionnel", "Cette personne à appeler n’est pas dans l’annuaire de l’équipe.")
def _professionnels(equipe: Equipe, ids: Collection[Any]) -> QuerySet[Any, Any]:
    return Professionnel.objects.de(equipe).filter(pk__in=ids).order_by().values_list("pk")


ORIENTATION = Schema(
    {
        "id": Identifiant("L’orientation", obligatoire=True, attribut="id"),
        "besoin": Identifiant("Le besoin de l’orientation", obligatoire=True, attribut="besoin_id"),
        "partenaire": Reference(
            "partenaire", "Le partenaire", obligatoire=True, attribut="partenaire_id"
        ),
        "modalite": Code("modalite", "La modalité", defaut="", attribut="modalite"),
        "jeton_sha256": Hachage("L’empreinte du jeton", attribut="jeton_sha256"),
    }
)


def _suivre_la_fusion(valeurs: dict[str, Any], contexte: Contexte) -> None:
    """A tablet that was off line names a partenaire merged since: the other takes its place."""
    dit = valeurs["partenaire"]
    valeurs["partenaire"] = contexte.trouver("partenaire", dit) or dit


@declarer
class TypeRencontreOrientee(TypeRencontre):
    """The whole of a rencontre: from this room up, its orientations are known."""

    schema = Schema({**CHAMPS, "orientations": Entrees(ORIENTATION, "Les orientations")})

    def controler(self, version: Version, contexte: Contexte) -> None:
        super().controler(version, contexte)
        orientations = version.valeurs["orientations"]
        besoins = {besoin["id"] for besoin in version.valeurs["besoins"]}
        for rang, orientation in enumerate(orientations):
            if orientation["besoin"] not in besoins:
                version.lecture.refuser(
                    f"orientations.{rang}.besoin",
                    "L’orientation répond à un besoin qui n’est pas dans la rencontre.",
                )
        if len({orientation["id"] for orientation in orientations}) < len(orientations):
            version.lecture.refuser("orientations", "Une même orientation est là deux fois.")
        for orientation in orientations:
            _suivre_la_fusion(orientation, contexte)

    def enfants(self, version: Version, ligne: Rencontre, contexte: Contexte) -> Iterator[Model]:
        yield from super().enfants(version, ligne, contexte)
        categories = {besoin["id"]: besoin["categorie"] for besoin in version.valeurs["besoins"]}
        for orientation in version.valeurs["orientations"]:
            categorie = contexte.trouver("categorie", categories[orientation["besoin"]])
            yield Orientation(
                equipe=contexte.equipe,
                jour=ligne.jour,
                quartier_id=ligne.quartier_id,
                categorie_id=categorie.pk,
                relancee_le=orientation.get("relancee_le"),
                **ORIENTATION.colonnes(orientation),
            )

    def effacer_enfants(self, versions: Sequence[Version], contexte: Contexte) -> None:
        """An orientation with an outcome stays as it is: the besoin lets go of it first.

        Said again once it is cut from its besoin, it is left out. The id of one that hangs on
        another rencontre is not ours to say: the database refuses it.
        """
        dites = [un["id"] for version in versions for un in version.valeurs["orientations"]]
        ici = Q(besoin__rencontre__in=[version.id for version in versions])
        siennes = Orientation.objects.de(contexte.equipe).filter(ici | Q(pk__in=dites, besoin=None))
        closes = [un for un in siennes if un.statut != Orientation.REMISE]
        relancees = {un.pk: un.relancee_le for un in siennes}
        closes_ici = {orientation.pk for orientation in closes} | deja_coupees(dites)
        for orientation in closes:
            couper(orientation)
        for version in versions:
            version.valeurs["orientations"] = [
                {**un, "relancee_le": relancees.get(un["id"])}
                for un in version.valeurs["orientations"]
                if un["id"] not in closes_ici
            ]
        super().effacer_enfants(versions, contexte)

    def donnees(self, objets: Iterable[Rencontre]) -> dict[UUID, dict[str, Any]]:
        donnees = super().donnees(objets)
        siennes = Orientation.objects.filter(besoin__rencontre__in=donnees)
        rangees = siennes.order_by("besoin__rang", "pk").annotate(de=F("besoin__rencontre"))
        for orientation in rangees:
            ecrites = donnees[orientation.de].setdefault("orientations", [])
            ecrites.append(ORIENTATION.ecrire(orientation))
        return donnees


@declarer
class TypeAppel(TypeDElement):
    nom = "appel"
    modele = Appel
    schema = Schema(
        {
            "edition": edition(),
            "sortie": Reference("sortie", "La sortie", obligatoire=True, attribut="sortie_id"),
            "rencontre": Reference("rencontre", "La rencontre", attribut="rencontre_id"),
            "professionnel": Reference(
                "professionnel",
                "La personne appelée",
                obligatoire=True,
                attribut="professionnel_id",
            ),
            "debloque": Booleen("« A débloqué »", attribut="debloque"),
        }
    )


@declarer
class TypeVerification(TypeDElement):
    nom = "verification"
    modele = Verification
    schema = Schema(
        {
            "edition": edition(),
            "partenaire": Reference(
                "partenaire", "Le partenaire", obligatoire=True, attribut="partenaire_id"
            ),
            "exact": Booleen("« Toujours exact »", obligatoire=True, attribut="exact"),
        }
    )

    def controler(self, version: Version, contexte: Contexte) -> None:
        _suivre_la_fusion(version.valeurs, contexte)

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        """The directory says who checked it today, or that it is no longer exact.

        Said both ways in one lot, an entry is to be checked.
        """
        jour, annuaire = timezone.localdate(), Partenaire.objects.de(contexte.equipe)
        exacts: dict[UUID | None, set[UUID]] = defaultdict(set)
        inexacts: set[UUID] = set()
        for version in versions:
            dits = exacts[version.auteur] if version.valeurs["exact"] else inexacts
            dits.add(version.valeurs["partenaire"])
        for auteur, verifies in exacts.items():
            annuaire.filter(pk__in=verifies).dire_exacts(jour, auteur)
        if inexacts:
            annuaire.filter(pk__in=inexacts).dire_inexacts(jour)
