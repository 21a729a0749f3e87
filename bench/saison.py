"""A field of any size, written fast: sorties, haltes, rencontres, besoins, exigences.

The same each time for a graine: nothing real, the shape of a season (a rencontre has two besoins
in turn, two in five of them an exigence, a question is asked one time in four).
"""

import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model

from medlove.models import Equipe
from sessions.models import (
    Besoin,
    CategorieBesoin,
    Exigence,
    Halte,
    Passages,
    QuestionPosee,
    Rencontre,
    Sortie,
)
from sessions.nomenclatures.listes import libelles
from sessions.periodes import Periode
from sessions.rencontres.premiers import marques
from territoires.models import Quartier
from tests.fabriques import QuartierFactory

QUARTIERS = 12
# Beyond, the database copies: it is ten times as fast.
A_LA_MAIN = 100_000
COPIES = "56789abcd"
# The tables in the order of their references, and the id that tells a first row from a copy.
RECOPIEES: dict[type[Model], str] = {
    Sortie: "id",
    Halte: "id",
    Passages: "id",
    Rencontre: "id",
    Besoin: "id",
    Exigence: "besoin_id",
    QuestionPosee: "rencontre_id",
}
CHIFFRE = {"postgresql": "substr({}::text, 15, 1)", "sqlite": "substr({}, 13, 1)"}
PAR_SORTIE = 30
PAQUET = 5_000
QUESTIONS = ("exigences", "non_recours", "frequentation_lieux")
A_UNE_EXIGENCE, A_UNE_QUESTION = 0.4, 0.25

Ligne = dict[str, Any]
Lot = list[tuple[type[Model], Ligne]]


def semer(
    equipe: Equipe,
    combien: int,
    periode: Periode,
    *,
    quartiers: int = QUARTIERS,
    par_sortie: int = PAR_SORTIE,
    graine: int = 1,
) -> None:
    """So many rencontres, over the days of the period, with all that goes with them."""
    if combien > A_LA_MAIN and combien % A_LA_MAIN == 0:
        semer(equipe, A_LA_MAIN, periode, quartiers=quartiers, par_sortie=par_sortie, graine=graine)
        recopier(combien // A_LA_MAIN - 1)
        return
    ou = [QuartierFactory(numero=rang + 1) for rang in range(quartiers)]
    ecrire(_saison(equipe, combien, periode, ou, par_sortie, random.Random(graine)))


def ecrire(lots: Iterable[Lot]) -> None:
    """Each table by packs; a row gives what differs from the defaults of its model."""
    attente: dict[type[Model], list[Ligne]] = {}
    with transaction.atomic():
        for lot in lots:
            for modele, ligne in lot:
                attente.setdefault(modele, []).append(ligne)
            if len(attente[Rencontre]) >= PAQUET:
                _vider(attente)
        _vider(attente)


def recopier(fois: int) -> None:
    """All that is there once more, and again, by the database itself: ids alone change.

    They are told apart by the digit that says how they were drawn, the thirteenth: « 4 ».
    """
    for copie in COPIES[:fois]:
        with connection.cursor() as curseur, transaction.atomic():
            for modele in RECOPIEES:
                champs = [un for un in modele._meta.concrete_fields if not _automatique(un)]
                table = connection.ops.quote_name(modele._meta.db_table)
                colonnes = [connection.ops.quote_name(un.column) for un in champs]
                lues = [
                    _autre_id(colonne, copie) if _est_recopie(un) else colonne
                    for un, colonne in zip(champs, colonnes, strict=True)
                ]
                cle = RECOPIEES[modele]
                curseur.execute(
                    f"INSERT INTO {table} ({', '.join(colonnes)}) SELECT {', '.join(lues)} "
                    f"FROM {table} WHERE {CHIFFRE[connection.vendor].format(cle)} = '4'"
                )


def _est_recopie(champ: "Field[Any, Any]") -> bool:
    modele = champ.related_model if champ.is_relation else champ.primary_key and champ.model
    return modele in RECOPIEES


def _autre_id(colonne: str, copie: str) -> str:
    if connection.vendor == "postgresql":
        return f"overlay({colonne}::text placing '{copie}' from 15 for 1)::uuid"
    return f"substr({colonne}, 1, 12) || '{copie}' || substr({colonne}, 14)"


def _automatique(champ: "Field[Any, Any]") -> bool:
    return champ.get_internal_type() == "BigAutoField"


def _vider(attente: dict[type[Model], list[Ligne]]) -> None:
    for modele, lignes in attente.items():
        _inserer(modele, lignes)
    attente.clear()


def _inserer(modele: type[Model], lignes: list[Ligne]) -> None:
    champs = [un for un in modele._meta.concrete_fields if not _automatique(un)]
    defauts = [(un, _en_base(un, un.get_default())) for un in champs]
    valeurs = (
        [_en_base(un, ligne[un.attname]) if un.attname in ligne else vide for un, vide in defauts]
        for ligne in lignes
    )
    table = connection.ops.quote_name(modele._meta.db_table)
    colonnes = ", ".join(connection.ops.quote_name(un.column) for un in champs)
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            with curseur.copy(f"COPY {table} ({colonnes}) FROM STDIN") as copie:
                for valeur in valeurs:
                    copie.write_row(valeur)
        else:
            places = ", ".join(["%s"] * len(champs))
            curseur.executemany(f"INSERT INTO {table} ({colonnes}) VALUES ({places})", valeurs)


def _en_base(champ: "Field[Any, Any]", valeur: Any) -> Any:
    if isinstance(valeur, bool | int | str | None):
        return valeur
    if connection.vendor == "postgresql" and isinstance(valeur, uuid.UUID | date):
        return valeur
    return champ.get_db_prep_save(valeur, connection)


def _saison(
    equipe: Equipe,
    combien: int,
    periode: Periode,
    quartiers: list[Quartier],
    par_sortie: int,
    hasard: random.Random,
) -> Iterator[Lot]:
    jours = (periode.au - periode.du).days + 1
    sorties = -(-combien // par_sortie)
    tirage = _Tirage(hasard)
    for rang in range(sorties):
        jour = periode.du + timedelta(days=rang * jours // sorties)
        reste = min(par_sortie, combien - rang * par_sortie)
        yield tirage.sortie(equipe, jour, hasard.choice(quartiers), reste)


class _Tirage:
    """Rows drawn by chance."""

    def __init__(self, hasard: random.Random) -> None:
        self.hasard = hasard
        self.categories = list(CategorieBesoin.objects.nationales().proposees())
        self.poids = [1 / (1 + rang) for rang in range(len(self.categories))]
        self.listes = {
            nom: list(libelles(nom))
            for nom in ("tranche_age", "genre", "activite", "reponse", "organisme", "exigence")
        }

    def pk(self) -> uuid.UUID:
        return uuid.UUID(int=self.hasard.getrandbits(128), version=4)

    def un(self, liste: str) -> str:
        return self.hasard.choice(self.listes[liste])

    def sortie(self, equipe: Equipe, jour: date, quartier: Quartier, combien: int) -> Lot:
        commun = {"equipe_id": equipe.pk, "saisi_le": jour}
        sortie, halte = self.pk(), self.pk()
        lot: Lot = [
            (
                Sortie,
                {
                    **commun,
                    "id": sortie,
                    "date": jour,
                    "creneau": "apres_midi",
                    "quartier_id": quartier.pk,
                    "statut": Sortie.TERMINEE,
                },
            ),
            (
                Halte,
                {
                    **commun,
                    "id": halte,
                    "sortie_id": sortie,
                    "quartier_id": quartier.pk,
                    "minutes": 120,
                },
            ),
            (
                Passages,
                {**commun, "id": self.pk(), "halte_id": halte, "passages": 9, "refus": 3},
            ),
        ]
        ou = {"equipe_id": equipe.pk, "jour": jour, "quartier_id": quartier.pk}
        for _ in range(combien):
            lot += self.rencontre({**ou, "saisi_le": jour, "sortie_id": sortie, "halte_id": halte})
        return lot

    def rencontre(self, ou: Ligne) -> Lot:
        pk = self.pk()
        personne = {nom: self.un(nom) for nom in ("tranche_age", "genre", "activite")}
        lot: Lot = [(Rencontre, {**ou, **personne, "id": pk, "saisie": "au_retour"})]
        copie = {nom: ou[nom] for nom in ("equipe_id", "jour", "quartier_id")}
        tirees = self.hasard.choices(
            self.categories, self.poids, k=self.hasard.choice((1, 2, 2, 3))
        )
        siennes = list(dict.fromkeys(tirees))
        for rang, (categorie, premiers) in enumerate(
            zip(siennes, marques(siennes), strict=True), 1
        ):
            besoin = self.pk()
            lot.append(
                (
                    Besoin,
                    {
                        **copie,
                        "id": besoin,
                        "rencontre_id": pk,
                        "rang": rang,
                        "categorie_id": categorie.pk,
                        **premiers,
                        "reponse": self.un("reponse"),
                        "organisme": self.un("organisme"),
                    },
                )
            )
            if self.hasard.random() < A_UNE_EXIGENCE:
                lot.append((Exigence, {"besoin_id": besoin, "code": self.un("exigence")}))
        if self.hasard.random() < A_UNE_QUESTION:
            lot += [(QuestionPosee, {"rencontre_id": pk, "code": une}) for une in QUESTIONS]
        return lot
