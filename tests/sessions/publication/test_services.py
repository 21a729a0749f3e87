"""Publishing: once, under one key, a closed period; and then nothing moves any more."""

import csv
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from medlove.models import Equipe, Journal
from sessions.models import (
    CellulePubliee,
    Publication,
    Reglages,
    Rencontre,
    Sortie,
    TrimestreComplet,
)
from sessions.periodes import Trimestre
from sessions.publication import services
from sessions.publication.catalogue import TOUTES
from sessions.publication.construction import Motif
from sessions.publication.fichiers import feuillet, fichiers
from sessions.publication.models import PublicationImmuable
from sessions.publication.moteur import Moteur
from sessions.publication.tables import MASQUE, SANS_PART, tables
from territoires.models import Quartier
from tests.fabriques import QuartierFactory, RencontreFactory, SortieFactory
from tests.sessions.publication.conftest import CLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cle", "au_20_novembre")]


def refus(equipe: Equipe, code: str) -> str:
    with pytest.raises(services.PublicationRefusee) as refusee:
        services.publier(equipe, code)
    assert not Publication.objects.exists()
    assert not CellulePubliee.objects.exists()
    return str(refusee.value)


def valeur(publication: Publication, **cle: str) -> int | None:
    cle = {"territoire": "", "axe": "", "modalite": "", "croisee": "", **cle}
    return publication.cellules.get(**cle).valeur


def test_a_closed_trimestre_is_published_by_the_engine(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    publication = services.publier(equipe, "2026-T3")
    moteur = Moteur.de_texte(CLE)
    ids = [une.pk for une in saison]
    premier, second = (f"35238-{rang}" for rang in (1, 2))
    assert valeur(publication, table="T5", axe="rencontres") == moteur.publier(moteur.compte(ids))
    assert valeur(publication, table="T6", territoire=second) is None
    quarante = moteur.compte(ids[:40])
    assert valeur(publication, table="T6", territoire=premier) == moteur.publier(
        quarante, [moteur.compte(ids)]
    )
    # Everybody came for droits: the cell would tell it of each, and is hidden.
    assert valeur(publication, table="T2", axe="domaine", modalite="droits") is None
    assert Journal.objects.filter(action="publication", equipe=equipe).count() == 1


def test_published_again_nothing_is_written_and_files_are_the_same(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    avant = fichiers(services.publier(equipe, "2026-T3"))
    RencontreFactory(sortie=saison[0].sortie)
    saison[1].delete()
    equipe.nom = "Un autre nom"
    equipe.save()
    cellules = list(CellulePubliee.objects.values())
    assert fichiers(services.publier(equipe, "2026-T3")) == avant
    assert list(CellulePubliee.objects.values()) == cellules
    assert Journal.objects.filter(action="publication").count() == 1


def test_two_builds_are_the_same_bytes(equipe: Equipe, saison: list[Rencontre]) -> None:
    avant = fichiers(services.publier(equipe, "2026-T3"))
    CellulePubliee.objects.all()._raw_delete("default")
    Publication.objects.all()._raw_delete("default")
    with time_machine.travel("2026-12-25"):
        assert fichiers(services.publier(equipe, "2026-T3")) == avant


def test_an_open_period_is_refused(equipe: Equipe, saison: list[Rencontre]) -> None:
    phrase = refus(equipe, "2026-T4")
    assert "n’est pas fini" in phrase
    # The day it may be published, not that on which it would be refused once more.
    assert "attendre le 31/01/2027" in phrase
    assert "dès le 01/01/2027" in phrase
    assert "n’est pas finie" in services.refus_de_la_periode("2026", date(2026, 11, 20), ())
    assert "01/01/2027" in refus(equipe, "2026")


def test_a_period_waits_thirty_days_for_late_records(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    with time_machine.travel("2026-10-30"):
        assert "attendre le 31/10/2026" in refus(equipe, "2026-T3")
    with time_machine.travel("2026-10-31"):
        assert services.publier(equipe, "2026-T3")


def test_a_trimestre_said_complete_need_not_wait(
    equipe: Equipe, saison: list[Rencontre], coordination
) -> None:
    with time_machine.travel("2026-10-02"):
        par = coordination.utilisateur
        services.declarer_complet(equipe, Trimestre(2026, 3), par=par)
        services.declarer_complet(equipe, Trimestre(2026, 3), par=par)
        assert services.publier(equipe, "2026-T3")
    assert TrimestreComplet.objects.count() == 1
    assert Journal.objects.filter(action="trimestre_complet").count() == 1


def test_an_open_trimestre_cannot_be_said_complete(equipe: Equipe, coordination) -> None:
    with pytest.raises(services.PublicationRefusee, match="n’est pas fini"):
        services.declarer_complet(equipe, Trimestre(2026, 4), par=coordination.utilisateur)


def test_a_period_already_purged_is_refused(equipe: Equipe, saison: list[Rencontre]) -> None:
    assert "purgée" in refus(equipe, "2023")
    assert "purgée" in refus(equipe, "2023-T4")
    assert services.publier(equipe, "2024-T1")


def test_without_a_key_nothing_is_published(
    equipe: Equipe, saison: list[Rencontre], settings
) -> None:
    settings.MEDLOVE_CLE_PUBLICATION = ""
    assert "MEDLOVE_CLE_PUBLICATION" in refus(equipe, "2026-T3")


@pytest.mark.parametrize("faible", ["court", "00" * 32, "ab" * 32])
def test_a_weak_key_is_refused(
    equipe: Equipe, saison: list[Rencontre], settings, faible: str
) -> None:
    settings.MEDLOVE_CLE_PUBLICATION = faible
    assert "en tirer une au hasard" in refus(equipe, "2026-T3")


def test_another_key_than_before_is_refused(
    equipe: Equipe, saison: list[Rencontre], settings
) -> None:
    services.publier(equipe, "2026-T3")
    settings.MEDLOVE_CLE_PUBLICATION = CLE[::-1]
    with pytest.raises(services.PublicationRefusee, match="remettre l’ancienne"):
        services.publier(equipe, "2026-T2")
    assert Publication.objects.count() == 1


def test_a_year_comes_with_its_trimestres(equipe: Equipe, saison: list[Rencontre]) -> None:
    with time_machine.travel("2027-02-01"):
        annee = services.publier(equipe, "2026")
    assert set(Publication.objects.values_list("periode", flat=True)) == {
        "2026",
        *(f"2026-T{rang}" for rang in (1, 2, 3, 4)),
    }
    tables = set(fichiers(annee))
    assert tables == {
        *(f"T{rang}.csv" for rang in range(1, 8)),
        *("territoires.geojson", "territoires.qml", "libelles.csv"),
        *("datapackage.json", "manifeste.json"),
    }
    moteur = Moteur.de_texte(CLE)
    toutes = moteur.publier(moteur.compte(une.pk for une in saison))
    assert valeur(annee, table="T5", axe="rencontres") == toutes


def test_a_trimestre_published_before_stays_as_it_was_in_its_year(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    services.publier(equipe, "2026-T3")
    avant = list(CellulePubliee.objects.values())
    RencontreFactory.create_batch(30, sortie=saison[0].sortie)
    with time_machine.travel("2027-02-01"):
        annee = services.publier(equipe, "2026")
    ids = [une["id"] for une in avant]
    assert list(CellulePubliee.objects.filter(pk__in=ids).values()) == avant
    # Of the year too, as of all that its only trimestre said: its difference would tell.
    total = next(une["valeur"] for une in avant if une["axe"] == "rencontres")
    assert valeur(annee, table="T5", axe="rencontres") == total


def test_the_city_is_told_exactly_when_it_is_large_in_each_trimestre(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    """The total of a small one, exact, would give back its quartiers: `tests/attaques`."""
    autres = RencontreFactory.build_batch(154, sortie=saison[0].sortie)
    Rencontre.objects.bulk_create(autres)
    assert valeur(services.publier(equipe, "2026-T3"), table="T5", axe="rencontres") == 200
    assert valeur(services.publier(equipe, "2026-T2"), table="T5", axe="rencontres") == 0
    SortieFactory(equipe=equipe, date=date(2026, 2, 3), statut=Sortie.TERMINEE)
    assert valeur(services.publier(equipe, "2026-T1"), table="T5", axe="rencontres") is None
    RencontreFactory(sortie=saison[0].sortie)
    with time_machine.travel("2027-02-01"):
        annee = services.publier(equipe, "2026")
    assert valeur(annee, table="T5", axe="rencontres") % 5 == 0


def test_what_is_published_cannot_be_changed_nor_deleted(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    publication = services.publier(equipe, "2026-T3")
    cellule = publication.cellules.first()
    for ecrire in (
        publication.save,
        publication.delete,
        cellule.save,
        cellule.delete,
        lambda: CellulePubliee.objects.update(valeur=3),
        lambda: CellulePubliee.objects.all().delete(),
        lambda: Publication.objects.filter(pk=publication.pk).delete(),
        lambda: CellulePubliee.objects.bulk_update([cellule], ["valeur"]),
    ):
        with pytest.raises(PublicationImmuable):
            ecrire()


def test_no_row_takes_the_place_of_a_published_one(equipe: Equipe, saison: list[Rencontre]) -> None:
    publication = services.publier(equipe, "2026-T3")
    avant = fichiers(publication)
    cellule = publication.cellules.filter(table="T6").first()
    cellule._state.adding, cellule.valeur = True, 75
    with pytest.raises(IntegrityError), transaction.atomic():
        cellule.save()
    with pytest.raises(PublicationImmuable):
        CellulePubliee.objects.bulk_create(
            [cellule], update_conflicts=True, update_fields=["valeur"], unique_fields=["id"]
        )
    assert fichiers(publication) == avant


def test_a_name_under_which_another_equipe_published_is_refused(
    equipe: Equipe, autre_equipe: Equipe, saison: list[Rencontre]
) -> None:
    publiee = services.publier(equipe, "2026-T3")
    Equipe.objects.filter(pk=equipe.pk).update(slug="partie")
    autre_equipe.slug = publiee.slug
    autre_equipe.save()
    Reglages.objects.create(equipe=autre_equipe, ouverte=True)
    with pytest.raises(services.PublicationRefusee, match="Une autre équipe a déjà publié"):
        services.publier(autre_equipe, "2026-T3")
    assert list(Publication.objects.ouvertes(publiee.slug)) == [publiee]


def test_a_year_keeps_the_size_of_its_first_publication(
    equipe: Equipe, saison: list[Rencontre], quartiers: list[Quartier]
) -> None:
    """Else a quartier of a trimestre would be read beside the secteur of its year."""
    services.publier(equipe, "2026-T3")
    Reglages.objects.filter(equipe=equipe).update(taille="petite")
    Quartier.objects.update(secteur="Sud")
    with time_machine.travel("2027-02-20 12:00", tick=False):
        annee = services.publier(equipe, "2026")
    assert annee.taille == "grande"
    territoires = set(annee.cellules.values_list("territoire", flat=True))
    assert territoires == {"", *(un.cle for un in quartiers)}


def test_a_territoire_that_a_trimestre_did_not_have_is_not_said_hidden(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    services.publier(equipe, "2026-T3")
    QuartierFactory(numero=3, nom="Quartier neuf")
    with time_machine.travel("2027-02-20 12:00", tick=False):
        annee = services.publier(equipe, "2026")
    par_trimestre = next(une for une in tables(feuillet(annee)) if une.code == "T6")
    neuf = par_trimestre.lignes[-1]
    assert [une.texte for une in neuf.cellules] == [MASQUE, MASQUE, SANS_PART, MASQUE]


def test_the_secteur_of_another_commune_is_not_that_of_the_same_name(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    Reglages.objects.filter(equipe=equipe).update(taille="petite")
    Quartier.objects.update(secteur="Centre")
    loin = QuartierFactory(numero=9, nom="Ailleurs", secteur="Centre", code_insee="35051")
    SortieFactory(equipe=equipe, quartier=loin, date=date(2026, 9, 15))
    publication = services.publier(equipe, "2026-T3")
    assert valeur(publication, table="T5", territoire="Centre", axe="sorties") == 2
    assert valeur(publication, table="T5", axe="sorties") == 3


def test_a_secteur_renamed_within_a_year_keeps_its_words(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    Reglages.objects.filter(equipe=equipe).update(taille="petite")
    Quartier.objects.update(secteur="Nord")
    services.publier(equipe, "2026-T3")
    Quartier.objects.update(secteur="Sud")
    with time_machine.travel("2027-02-20 12:00", tick=False):
        tous = fichiers(services.publier(equipe, "2026"))
    assert b"2026-T3,Nord," in tous["T5.csv"]
    assert tous["libelles.csv"].endswith(
        b"territoire,,,Toute la ville\nterritoire,,Sud,Sud\nterritoire,,Nord,Nord\n"
    )


def test_words_that_a_spreadsheet_would_run_are_written_as_text(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    Quartier.objects.filter(numero=1).update(nom='=HYPERLINK("http://exemple.invalid")')
    Quartier.objects.filter(numero=2).update(nom="+cmd|calc")
    publication = services.publier(equipe, "2026-T3")
    lignes = list(csv.reader(fichiers(publication)["libelles.csv"].decode().splitlines()))
    noms = [nom for colonne, _, code, nom in lignes if colonne == "territoire" and code]
    assert noms == ['\'=HYPERLINK("http://exemple.invalid")', "'+cmd|calc"]


def test_another_equipe_changes_nothing(
    equipe: Equipe, autre_equipe: Equipe, saison: list[Rencontre]
) -> None:
    rien = services.publier(autre_equipe, "2026-T3")
    assert valeur(rien, table="T5", axe="rencontres") == 0
    assert set(rien.cellules.exclude(table="T5").values_list("valeur", flat=True)) <= {None}


def test_a_small_season_is_published_by_secteur(
    equipe: Equipe, saison: list[Rencontre], quartiers
) -> None:
    Reglages.objects.update(taille="petite")
    for quartier in quartiers:
        quartier.secteur = "Nord"
        quartier.save()
    with time_machine.travel("2027-02-01"):
        annee = services.publier(equipe, "2026")
    assert set(annee.cellules.values_list("territoire", flat=True)) == {"", "Nord"}
    assert not annee.cellules.filter(table="T2").exists()
    assert [un["code"] for un in annee.contours] == ["Nord"]
    assert len(annee.contours[0]["polygones"]) == 2


def test_an_equipe_that_chose_nothing_is_small_and_closed(equipe: Equipe, quartiers) -> None:
    reglages = services.reglages(equipe)
    assert (reglages.taille, reglages.ouverte) == ("petite", False)
    assert not Publication.objects.ouvertes(equipe.slug).exists()


def test_only_an_open_page_shows_publications(equipe: Equipe, saison: list[Rencontre]) -> None:
    services.publier(equipe, "2026-T3")
    assert Publication.objects.ouvertes(equipe.slug).count() == 1
    Reglages.objects.update(ouverte=False)
    assert not Publication.objects.ouvertes(equipe.slug).exists()


def test_a_preview_writes_nothing_and_says_what_would_be_hidden(
    equipe: Equipe, saison: list[Rencontre]
) -> None:
    apercu = services.apercu(equipe, "2026-T3")
    assert not Publication.objects.exists()
    toutes = next(une for une in apercu if une.cle == TOUTES)
    assert toutes.compte.nombre == 46
    cachees = {une.cle.territoire: une for une in apercu if une.cle.table == "T6"}
    assert cachees["35238-2"].motif is Motif.PETITE
    assert cachees["35238-2"].valeur is None
    droits = next(une for une in apercu if une.cle.modalite == "droits")
    assert droits.motif is Motif.HOMOGENE


def test_an_outcome_is_counted_over_those_known(equipe: Equipe, saison, quartiers) -> None:
    from tests.fabriques import OrientationFactory

    for statut, nombre in (("accueillie", 20), ("expiree", 12), ("remise", 9)):
        for rencontre in saison[:nombre]:
            OrientationFactory(besoin=rencontre.besoins.get(), statut=statut)
    with time_machine.travel("2027-02-01"):
        annee = services.chantier(equipe, "2026").cellules(Moteur.de_texte(CLE))
    comptes = {une.cle.modalite: une.compte.nombre for une in annee if une.cle.axe == "suite"}
    assert comptes == {"": 32, "accueillie": 20, "expiree": 12, "refusee": 0, "non_venue": 0}
    assert date(2026, 9, 15) == saison[0].jour
