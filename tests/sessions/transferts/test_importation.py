"""Importing writes all or nothing, and undoing leaves the base as it was."""

import uuid
from collections.abc import Iterable
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medlove.models import Equipe, Journal, Utilisateur
from sessions.models import (
    Besoin,
    Bilan,
    Exigence,
    Halte,
    Passages,
    Rencontre,
    Sortie,
    Suppression,
    Transfert,
    Vecu,
)
from sessions.rencontres.premiers import MARQUES, remarquer
from sessions.transferts import notes
from sessions.transferts.champs import CHAMPS, DE_LA_PERSONNE, proposer
from sessions.transferts.lecture import Choix
from sessions.transferts.notes import Verdict
from sessions.transferts.repertoire import Territoire
from sessions.transferts.services import annulation
from sessions.transferts.services.annulation import Inannulable, annuler, constater
from sessions.transferts.services.importation import AutrePlan, importer, prevoir
from sessions.transferts.tableau import lire
from territoires.importation.refus import FichierRefuse
from territoires.models import Lieu, Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    OrientationFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.sessions.transferts.fichiers import ENTETES, LIGNE, en_csv

# What is meant to stay after an import and its undoing.
TRACES = {Journal, Suppression, Transfert}
ICI = ["12/03/2026", "Matin", "Place 1", "10:00", "12:00"]
ENTETES_DE_HALTE = [
    "Date",
    "Créneau",
    "Lieu",
    "Arrivée",
    "Départ",
    "Passages",
    "Besoin",
    "Exigences",
]
DE_HALTE = [
    ENTETES_DE_HALTE,
    [*ICI, "9", "CAF, aides, RSA\nRetraite", "Lire et écrire; Avoir une connexion"],
    [*ICI, "", "Discuter", ""],
]


@pytest.fixture
def par(coordination: Personne) -> Utilisateur:
    return coordination.utilisateur


def faire(equipe: Equipe, par: Utilisateur, rangees: Iterable[Any], **choix: Any) -> Transfert:
    tableau = lire(en_csv(rangees))
    choisi = Choix(colonnes=proposer(tableau.colonnes), **choix)
    empreinte = prevoir(tableau, choisi, equipe).empreinte
    return importer(tableau, choisi, equipe, nom="a.csv", par=par, empreinte=empreinte)


def base() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for the traces."""
    return {
        modele._meta.label: sorted(modele._default_manager.values(), key=str)
        for modele in apps.get_models(include_auto_created=True)
        if modele not in TRACES and modele._meta.app_label.startswith(("medlove", "territoires"))
    }


def test_an_import_writes_what_the_tablet_would(
    equipe: Equipe, par: Utilisateur, place: Lieu
) -> None:
    faire(equipe, par, DE_HALTE)
    sortie, halte = Sortie.objects.get(), Halte.objects.get()
    assert (sortie.statut, sortie.date, sortie.quartier) == (
        "terminee",
        date(2026, 3, 12),
        place.quartier,
    )
    assert (halte.lieu, halte.arrivee, halte.minutes) == (place, time(10), 120)
    assert Passages.objects.totaux() == {"passages": 9, "refus": 0}
    assert Rencontre.objects.count() == 2
    for une in Rencontre.objects.all():
        assert (une.jour, une.quartier, une.sortie, une.halte) == (
            sortie.date,
            place.quartier,
            sortie,
            halte,
        )
        assert (une.auteur, une.saisie, une.saisi_le) == (None, "plus_tard", timezone.localdate())
        assert une.pk.version == 4
    assert Besoin.objects.count() == 3
    assert Exigence.objects.count() == 4


def test_imported_besoins_are_marked_as_the_product_marks_them(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    trois = [*LIGNE[:3], "CAF, aides, RSA\nRetraite\nDiscuter", *LIGNE[4:]]
    faire(equipe, par, [ENTETES, trois, LIGNE])
    lignes = Besoin.objects.order_by("pk").values("pk", "jour", "quartier", *MARQUES)
    ecrites = list(lignes)
    assert any(not une["premier"] for une in ecrites)
    remarquer(Besoin.objects.all())
    assert list(lignes.all()) == ecrites


def test_the_same_file_twice_is_refused(equipe: Equipe, par: Utilisateur, centre: Quartier) -> None:
    faire(equipe, par, [ENTETES, LIGNE])
    with pytest.raises(FichierRefuse, match="déjà importé"):
        faire(equipe, par, [ENTETES, LIGNE])
    assert Rencontre.objects.count() == 1


def test_another_equipe_may_import_the_same_file(
    equipe: Equipe, autre_equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    faire(equipe, par, [ENTETES, LIGNE])
    faire(autre_equipe, par, [ENTETES, LIGNE])
    assert Rencontre.objects.de(autre_equipe).count() == 1


def test_an_undone_file_may_be_imported_again(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    annuler(faire(equipe, par, [ENTETES, LIGNE]), par=par)
    faire(equipe, par, [ENTETES, LIGNE])
    assert Rencontre.objects.count() == 1


def test_a_bad_row_writes_nothing(equipe: Equipe, par: Utilisateur, centre: Quartier) -> None:
    avant = base()
    with pytest.raises(AutrePlan):
        faire(equipe, par, [ENTETES, LIGNE, ["demain", *LIGNE[1:]]])
    assert base() == avant


def test_nothing_is_written_when_it_fails_midway(
    equipe: Equipe, par: Utilisateur, centre: Quartier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casser(*args: Any, **options: Any) -> None:
        raise RuntimeError

    avant = base()
    monkeypatch.setattr(Transfert.objects.__class__, "create", casser)
    with pytest.raises(RuntimeError):
        faire(equipe, par, [ENTETES, LIGNE])
    assert base() == avant


def test_what_changed_since_the_preview_is_shown_anew(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    tableau = lire(en_csv([ENTETES, LIGNE]))
    choix = Choix(colonnes=proposer(tableau.colonnes))
    empreinte = prevoir(tableau, choix, equipe).empreinte
    SortieFactory(equipe=equipe, date=date(2026, 3, 12), creneau="matin", quartier=centre)
    with pytest.raises(AutrePlan):
        importer(tableau, choix, equipe, nom="a.csv", par=par, empreinte=empreinte)
    assert not Rencontre.objects.exists()


def test_an_import_and_its_undoing_are_noted_without_what_they_hold(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    annuler(faire(equipe, par, [ENTETES, LIGNE]), par=par)
    assert [une.action for une in Journal.objects.order_by("pk")] == [
        "transfert_importe",
        "transfert_annule",
    ]


# Undoing


@pytest.fixture
def deja_la(equipe: Equipe, place: Lieu) -> Sortie:
    """A sortie of the same morning, with what a team had noted there."""
    sortie = SortieFactory(
        equipe=equipe, date=date(2026, 3, 12), creneau="matin", quartier=place.quartier
    )
    halte = HalteFactory(sortie=sortie, lieu=place)
    PassagesFactory(halte=halte, passages=4)
    BesoinFactory(rencontre=RencontreFactory(sortie=sortie, halte=halte))
    return sortie


VALEURS = {
    "Date": st.sampled_from(["12/03/2026", "13/03/2026", "2026-04-01"]),
    "Créneau": st.sampled_from(["Matin", "Soirée"]),
    "Lieu": st.sampled_from(["Place 1", ""]),
    "Quartier": st.sampled_from(["Centre", "2"]),
    "Arrivée": st.sampled_from(["10:00", ""]),
    "Passages": st.sampled_from(["", "3"]),
    "Besoin": st.sampled_from(["", "Discuter", "CAF, aides, RSA\nRetraite", "Logement, bailleur"]),
    "Exigences": st.sampled_from(["", "Lire et écrire"]),
    "Vécu exprimé": st.sampled_from(["", "En colère"]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.fixed_dictionaries(VALEURS), min_size=1, max_size=12))
def test_importing_then_undoing_leaves_every_table_as_it_was(
    equipe: Equipe, par: Utilisateur, deja_la: Sortie, lignes: list[dict[str, str]]
) -> None:
    QuartierFactory(code_insee=equipe.code_insee, numero=2)
    for ligne in lignes:
        if not ligne["Besoin"]:
            ligne["Exigences"] = ligne["Vécu exprimé"] = ""
    avant = base()
    fait = faire(equipe, par, [[*VALEURS], *([une[nom] for nom in VALEURS] for une in lignes)])
    ids = set(Rencontre.objects.values_list("pk", flat=True))
    attendues = sum(bool(une["Besoin"]) for une in lignes)
    assert len(ids) == attendues + 1
    annuler(fait, par=par)
    assert base() == avant
    restees = set(Rencontre.objects.values_list("pk", flat=True))
    supprimes = set(Suppression.objects.values_list("pk", flat=True))
    assert ids - restees <= supprimes
    assert not supprimes & restees


def test_what_was_done_by_hand_since_is_said_first(
    equipe: Equipe, par: Utilisateur, place: Lieu
) -> None:
    fait = faire(equipe, par, DE_HALTE)
    premiere, seconde = Rencontre.objects.order_by("pk")
    Rencontre.objects.filter(pk=premiere.pk).update(edition=2)
    OrientationFactory(besoin=premiere.besoins.first())
    seconde.delete()
    retrait = constater(fait)
    assert retrait.depuis
    assert (retrait.rencontres, retrait.corrigees) == (1, 1)
    assert (retrait.orientations, retrait.deja_supprimees) == (1, 1)


@pytest.mark.parametrize("quoi", ["rencontre", "halte", "passages", "bilan"])
def test_a_sortie_where_something_else_was_noted_since_stays_with_it(
    equipe: Equipe, par: Utilisateur, place: Lieu, quoi: str
) -> None:
    fait = faire(equipe, par, DE_HALTE)
    sortie, halte = Sortie.objects.get(), Halte.objects.get()
    ajoute: Any = {
        "rencontre": lambda: RencontreFactory(sortie=sortie, halte=halte),
        "halte": lambda: HalteFactory(sortie=sortie),
        "passages": lambda: PassagesFactory(halte=halte, passages=1),
        "bilan": lambda: Bilan.objects.create(
            sortie=sortie, equipe=equipe, saisi_le=timezone.localdate()
        ),
    }[quoi]()
    assert constater(fait).sorties_gardees == 1
    annuler(fait, par=par)
    assert Sortie.objects.filter(pk=sortie.pk).exists()
    assert type(ajoute).objects.filter(pk=ajoute.pk).exists()
    assert Rencontre.objects.count() == (quoi == "rencontre")
    if quoi in {"rencontre", "passages"}:
        ajoute.refresh_from_db()
        assert ajoute.halte_id == halte.pk


def test_another_import_on_the_same_sortie_keeps_it(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    premier = faire(equipe, par, [ENTETES, LIGNE])
    faire(equipe, par, [ENTETES, LIGNE, LIGNE])
    annuler(premier, par=par)
    assert Rencontre.objects.count() == 2
    assert Sortie.objects.count() == 1


def test_an_import_is_undone_once_and_within_thirty_days(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    fait = faire(equipe, par, [ENTETES, LIGNE])
    Transfert.objects.update(cree_le=timezone.localdate() - timedelta(days=31))
    with pytest.raises(Inannulable):
        annuler(fait, par=par)
    Transfert.objects.update(cree_le=timezone.localdate() - timedelta(days=30))
    annuler(fait, par=par)
    with pytest.raises(Inannulable):
        annuler(fait, par=par)
    assert not Rencontre.objects.exists()


def test_ids_are_forgotten_once_they_are_of_no_use(
    equipe: Equipe, par: Utilisateur, centre: Quartier
) -> None:
    faire(equipe, par, [ENTETES, LIGNE])
    Transfert.objects.update(cree_le=timezone.localdate() - timedelta(days=31))
    faire(equipe, par, [ENTETES, LIGNE, LIGNE])
    assert Transfert.objects.filter(crees={}).count() == 1


def test_more_records_than_a_statement_takes_are_undone(
    equipe: Equipe, par: Utilisateur, centre: Quartier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annulation, "PAQUET", 3)
    fait = faire(equipe, par, [ENTETES, *[LIGNE] * 8])
    annuler(fait, par=par)
    assert not Sortie.objects.exists()
    assert Suppression.objects.count() == 9


# There and back


def ligne_de(rencontre: Rencontre) -> SimpleNamespace:
    """A rencontre as the columns of the template name it."""
    dit: dict[str, Any] = dict.fromkeys(champ.code for champ in CHAMPS)
    halte, sortie = rencontre.halte, rencontre.sortie
    dit |= {"date": sortie.date, "creneau": sortie.creneau, "quartier": str(sortie.quartier_id)}
    dit |= {"note": rencontre.note, "vecu": [un.code for un in rencontre.vecus.all()]}
    dit |= {champ.code: getattr(rencontre, champ.code) for champ in DE_LA_PERSONNE}
    if halte:
        dit |= {"lieu": str(halte.lieu_id), "arrivee": halte.arrivee, "depart": halte.depart}
    for rang, besoin in enumerate(rencontre.besoins.order_by("rang")):
        suffixe = f"_{rang + 1}" if rang else ""
        dit[f"besoin{suffixe}"] = [besoin.categorie.code]
        dit[f"exigences{suffixe}"] = [un.code for un in besoin.exigences.order_by("code")]
        for nom in ("reponse", "organisme", "non_recours"):
            dit[f"{nom}{suffixe}"] = getattr(besoin, nom)
    return SimpleNamespace(**dit)


def test_what_the_template_writes_is_read_back_the_same(
    equipe: Equipe, autre_equipe: Equipe, par: Utilisateur, centre: Quartier, place: Lieu
) -> None:
    LieuFactory(equipe=autre_equipe, nom=place.nom, quartier=centre)
    sortie = SortieFactory(equipe=equipe, quartier=centre, date=date(2026, 3, 12))
    halte = HalteFactory(sortie=sortie, lieu=place)
    for age, note in (("25_39", "=un code perdu"), ("non_renseigne", "")):
        rencontre = RencontreFactory(
            sortie=sortie, halte=halte, tranche_age=age, note=note, deja_rencontre="deja_venue"
        )
        for code in ("aides_prestations", "retraite", "discuter"):
            besoin = BesoinFactory(
                rencontre=rencontre, categorie__code=code, reponse="sur_place", organisme="caf"
            )
            Exigence.objects.create(besoin=besoin, code="lire_et_ecrire")
        Vecu.objects.create(rencontre=rencontre, code="en_colere")
    notes.brancher(lambda equipe: lambda texte: Verdict.OK)
    try:
        ressource = Territoire(equipe).resource
        lignes = ressource.ecrire(map(ligne_de, Rencontre.objects.de(equipe)))
        faire(autre_equipe, par, [ressource.get_export_headers(), *lignes])
    finally:
        notes.brancher(notes.detecteur_de_l_equipe)
    la_bas = Territoire(autre_equipe).resource
    relues = la_bas.ecrire(map(ligne_de, Rencontre.objects.de(autre_equipe)))
    assert sorted(relues) == sorted(lignes)
    assert not {un.pk for un in Rencontre.objects.de(equipe)} & {
        un.pk for un in Rencontre.objects.de(autre_equipe)
    }
    assert isinstance(Rencontre.objects.first().pk, uuid.UUID)
