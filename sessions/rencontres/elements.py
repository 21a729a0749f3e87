"""A rencontre as the contract writes it, with its besoins. Its orientations: see their room."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce

from medlove.models import Equipe
from sessions.donnees import (
    Booleen,
    Code,
    Codes,
    Contexte,
    Entrees,
    Identifiant,
    Reference,
    Schema,
    Texte,
    TypeDElement,
    Version,
    reference,
)
from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.nomenclatures.models import CategorieBesoin
from sessions.notes.controle import relire, reperes_de
from sessions.rencontres.models import (
    LONGUEUR_NOTE,
    Besoin,
    Exigence,
    QuestionPosee,
    Rencontre,
    Vecu,
    notes_retirees,
)
from sessions.rencontres.premiers import marques
from sessions.rencontres.saisie import saisie
from sessions.sorties.elements import edition, mettre_en_cours

MINEURES = {"mineur", "12_17"}


class CategorieCitee(NamedTuple):
    pk: int
    domaine: str
    famille: str
    principale: str


@reference(
    "categorie",
    "Cette catégorie de besoin n’est pas dans la liste de l’équipe.",
    forme=CategorieCitee,
)
def _categories(equipe: Equipe, cles: Collection[Any]) -> QuerySet[Any, Any]:
    """Closed ones too: a tablet may have been away. The équipe's own comes before a national."""
    lignes = CategorieBesoin.objects.pour(equipe).filter(code__in=cles)
    rangees = lignes.order_by(F("equipe").asc(nulls_first=True))
    principale = Coalesce(F("parent__code"), F("code"))
    return rangees.values_list("code", "pk", "domaine", "famille", principale)


@reference("rencontre", "Cette rencontre n’est pas connue.", attendue=True)
def _rencontres(equipe: Equipe, ids: Collection[Any]) -> QuerySet[Any, Any]:
    return Rencontre.objects.de(equipe).filter(pk__in=ids).order_by().values_list("pk")


def _code(valeur: Any) -> str | None:
    return valeur if type(valeur) is str else None


def _dit(liste: str, sujet: str, nom: str = "", **options: Any) -> dict[str, Code]:
    """A field of the rencontre named as its list, unless said otherwise."""
    nom = nom or liste
    return {nom: Code(liste, sujet, attribut=nom, **options)}


BESOIN = Schema(
    {
        "id": Identifiant("Le besoin", obligatoire=True, attribut="id"),
        "categorie": Reference("categorie", "La catégorie du besoin", cle=_code, obligatoire=True),
        "exigences": Codes("exigence", "L’exigence"),
        **_dit("organisme", "L’organisme"),
        **_dit("reponse", "La réponse"),
        **_dit("non_recours", "Le non-recours"),
    }
)

CHAMPS = {
    "edition": edition(),
    "sortie": Reference("sortie", "La sortie", obligatoire=True, attribut="sortie_id"),
    "halte": Reference("halte", "La halte", attribut="halte_id"),
    "besoins": Entrees(BESOIN, "Les besoins"),
    **_dit("tranche_age", "L’âge"),
    **_dit("genre", "Le genre"),
    **_dit("activite", "L’activité"),
    **_dit("nb_personnes", "Le nombre de personnes", defaut="1"),
    **_dit("pour_qui", "La réponse à « pour qui »"),
    **_dit("habite", "Le lieu d’habitation"),
    **_dit("aisance_francais", "L’aisance en français"),
    **_dit("frequentation_lieux", "La fréquentation des lieux"),
    **_dit("raison", "La raison"),
    **_dit("deja_rencontre", "La réponse à « déjà venue »"),
    **_dit("initiative", "Le début de la rencontre"),
    **_dit("oui_non", "Le recours à un service payant", "recours_service_payant"),
    **_dit("oui_non", "L’aide à domicile", "souhaite_aide_a_domicile"),
    **_dit("oui_non", "L’aide sur son propre appareil", "sur_son_propre_appareil"),
    **_dit("duree", "La durée"),
    "vecu": Codes("vecu", "Le vécu"),
    "questions_posees": Codes("question", "La question posée"),
    "a_completer": Booleen("« À compléter »", defaut=False, attribut="a_completer"),
    "a_denouer": Booleen("« À dénouer »", defaut=False, attribut="a_denouer"),
    "note": Texte(LONGUEUR_NOTE, "La note", attribut="note"),
}


class TypeRencontre(TypeDElement):
    nom = "rencontre"
    modele = Rencontre
    schema = Schema(CHAMPS)

    def controler(self, version: Version, contexte: Contexte) -> None:
        self._controler_halte(version, contexte)
        self._controler_minorite(version)
        self._controler_besoins(version, contexte)
        relire(version, contexte, ["note"])

    def _controler_halte(self, version: Version, contexte: Contexte) -> None:
        sortie = version.valeurs["sortie"]
        halte = contexte.trouver("halte", version.valeurs["halte"])
        if sortie and halte and halte.sortie != sortie:
            version.lecture.refuser("halte", "Cette halte n’est pas de cette sortie.")

    def _controler_minorite(self, version: Version) -> None:
        if version.valeurs["tranche_age"] not in MINEURES:
            return
        if version.valeurs["note"]:
            version.lecture.refuser(
                "note", "Pas de note pour une personne mineure\u202f: l’effacer."
            )
        if version.valeurs["vecu"]:
            version.lecture.refuser(
                "vecu", "Pas de vécu pour une personne mineure\u202f: l’effacer."
            )

    def _controler_besoins(self, version: Version, contexte: Contexte) -> None:
        besoins = version.valeurs["besoins"]
        refuser = version.lecture.refuser
        if not besoins and not version.valeurs["a_completer"]:
            refuser("besoins", "Le besoin manque.")
        if len({besoin["id"] for besoin in besoins}) < len(besoins):
            refuser("besoins", "Un même besoin est là deux fois.")
        for rang, besoin in enumerate(besoins):
            categorie = contexte.trouver("categorie", besoin["categorie"])
            hors_droits = categorie and categorie.domaine != "droits"
            if hors_droits and besoin["non_recours"] != NON_RENSEIGNE:
                refuser(
                    f"besoins.{rang}.non_recours",
                    "Le non-recours ne se note que pour un droit ou une démarche.",
                )

    def colonnes(
        self, version: Version, contexte: Contexte, ancienne: Rencontre | None
    ) -> dict[str, Any]:
        colonnes = super().colonnes(version, contexte, ancienne)
        colonnes |= self._figees(version, contexte, ancienne)
        colonnes["reperes"] = reperes_de(version, "note")
        if ancienne and "note" not in version.donnees:
            # The copy kept by the tablet holds no note: its silence erases nothing.
            colonnes["note"], colonnes["reperes"] = ancienne.note, ancienne.reperes
        if colonnes["tranche_age"] in MINEURES:
            colonnes["note"], colonnes["reperes"] = "", None
        colonnes["note_relue"] = bool(
            ancienne and ancienne.note_relue and ancienne.note == colonnes["note"]
        )
        return colonnes

    def _figees(
        self, version: Version, contexte: Contexte, ancienne: Rencontre | None
    ) -> dict[str, Any]:
        """Jour, quartier and saisie: as at entry, unless the rencontre itself is moved."""
        valeurs = version.valeurs
        ici = (valeurs["sortie"], valeurs["halte"])
        if ancienne and ici == (ancienne.sortie_id, ancienne.halte_id):
            return {
                "jour": ancienne.jour,
                "quartier_id": ancienne.quartier_id,
                "saisie": ancienne.saisie,
            }
        sortie = contexte.trouver("sortie", valeurs["sortie"])
        halte = contexte.trouver("halte", valeurs["halte"])
        return {
            "jour": sortie.date,
            "quartier_id": (halte or sortie).quartier,
            "saisie": ancienne.saisie if ancienne else saisie(version.saisi_le, sortie, halte),
        }

    def enfants(self, version: Version, ligne: Rencontre, contexte: Contexte) -> Iterator[Model]:
        valeurs = version.valeurs
        categories = [contexte.trouver("categorie", un["categorie"]) for un in valeurs["besoins"]]
        marquees = zip(valeurs["besoins"], categories, marques(categories), strict=True)
        for rang, (besoin, categorie, siennes) in enumerate(marquees, start=1):
            yield Besoin(
                rencontre_id=ligne.pk,
                rang=rang,
                equipe=contexte.equipe,
                jour=ligne.jour,
                quartier_id=ligne.quartier_id,
                categorie_id=categorie.pk,
                **siennes,
                **BESOIN.colonnes(besoin),
            )
        for besoin in valeurs["besoins"]:
            for code in besoin["exigences"]:
                yield Exigence(besoin_id=besoin["id"], code=code)
        for code in valeurs["vecu"]:
            yield Vecu(rencontre_id=ligne.pk, code=code)
        for code in valeurs["questions_posees"]:
            yield QuestionPosee(rencontre_id=ligne.pk, code=code)

    def effacer_enfants(self, versions: Sequence[Version], contexte: Contexte) -> None:
        ids = [version.id for version in versions]
        for modele in (Besoin, Vecu, QuestionPosee):
            modele._default_manager.filter(rencontre__in=ids).delete()

    def remplacees(self, anciennes: Mapping[UUID, Rencontre], lignes: Sequence[Rencontre]) -> None:
        """The notes rewritten or erased, on a tablet as on the web."""
        textes = {ligne: anciennes[ligne.pk].note for ligne in lignes}
        if retires := {une: texte for une, texte in textes.items() if texte not in {"", une.note}}:
            notes_retirees.send(Rencontre, textes=retires)

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        mettre_en_cours({version.valeurs["sortie"] for version in versions}, contexte)

    def donnees(self, objets: Iterable[Rencontre]) -> dict[UUID, dict[str, Any]]:
        donnees = super().donnees(objets)
        besoins = Besoin.objects.filter(rencontre__in=donnees).order_by("rang", "pk")
        ecrits: dict[UUID, dict[str, Any]] = {}
        for besoin in besoins.select_related("categorie"):
            ecrit = {**BESOIN.ecrire(besoin), "categorie": besoin.categorie.code}
            ecrits[besoin.pk] = ecrit
            donnees[besoin.rencontre_id].setdefault("besoins", []).append(ecrit)
        exigences = Exigence.objects.filter(besoin__in=ecrits).order_by("pk")
        for besoin_id, code in exigences.values_list("besoin_id", "code"):
            ecrits[besoin_id].setdefault("exigences", []).append(code)
        for nom, modele in (("vecu", Vecu), ("questions_posees", QuestionPosee)):
            lignes = modele._default_manager.filter(rencontre__in=donnees).order_by("pk")
            for rencontre_id, code in lignes.values_list("rencontre_id", "code"):
                donnees[rencontre_id].setdefault(nom, []).append(code)
        return donnees
