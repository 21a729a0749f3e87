"""Asking for an edition, calling it off, showing it outside."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medlove.models import Journal, Utilisateur
from sessions.cahiers.editions import services
from sessions.cahiers.editions.lien import par_secret
from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.cahiers.editions.services import EditionRefusee
from sessions.models import Cahier
from tests.fabriques import UtilisateurFactory
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory


@pytest.fixture
def qui(db: None) -> Utilisateur:
    return UtilisateurFactory()


def demander(cahier: Cahier, qui: Utilisateur) -> Edition:
    return services.demander(cahier, Variante.LIVRET, par=qui)


@pytest.mark.usefixtures("en_file")
def test_an_edition_asked_for_waits_with_its_task(cahier: Cahier, qui: Utilisateur) -> None:
    edition = demander(cahier, qui)
    assert (edition.etat, edition.demandee_par) == (Etat.ATTENTE, qui)
    tache = DBTaskResult.objects.get()
    assert tache.args_kwargs == {"args": [str(edition.pk)], "kwargs": {}}
    assert tache.task_path == "sessions.cahiers.editions.taches.fabriquer"


@pytest.mark.usefixtures("en_file")
def test_one_of_a_variant_waits_at_a_time(cahier: Cahier, qui: Utilisateur) -> None:
    demander(cahier, qui)
    with pytest.raises(EditionRefusee, match="déjà en fabrication"):
        demander(cahier, qui)
    services.demander(cahier, Variante.NUMERIQUE, par=qui)
    assert Edition.objects.count() == DBTaskResult.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("en_file")
def test_two_who_ask_at_once_make_one(
    cahier: Cahier, qui: Utilisateur, base_partagee: Callable[[], None]
) -> None:
    depart = Barrier(4)

    def essayer(_: int) -> str:
        base_partagee()
        depart.wait()
        try:
            demander(cahier, qui)
        except EditionRefusee as refus:
            return str(refus)
        finally:
            connection.close()
        return ""

    base_partagee()
    with ThreadPoolExecutor(4) as fils:
        rendus = list(fils.map(essayer, range(4)))
    assert sorted(rendus) == ["", *[services.DEJA] * 3]
    assert Edition.objects.count() == DBTaskResult.objects.count() == 1


@pytest.mark.usefixtures("en_file")
def test_one_left_by_a_dead_worker_is_found_and_can_be_asked_again(
    cahier: Cahier, qui: Utilisateur
) -> None:
    hier = timezone.now() - timezone.timedelta(days=1)
    laissee = EditionEnAttenteFactory(
        cahier=cahier, variante=Variante.LIVRET, etat=Etat.EN_COURS, commencee_le=hier
    )
    assert laissee.abandonnee
    assert demander(cahier, qui).etat == Etat.ATTENTE
    laissee.refresh_from_db()
    assert laissee.etat == Etat.ECHEC
    assert "interrompue" in laissee.message


@pytest.mark.parametrize("etat", [Etat.ATTENTE, Etat.EN_COURS])
def test_what_is_to_come_can_be_called_off(cahier: Cahier, etat: Etat) -> None:
    edition = EditionEnAttenteFactory(cahier=cahier, etat=etat)
    services.annuler(edition)
    edition.refresh_from_db()
    assert edition.etat == Etat.ANNULEE
    with pytest.raises(EditionRefusee, match="déjà finie"):
        services.annuler(edition)


def test_what_is_ready_is_not_called_off(cahier: Cahier) -> None:
    edition = EditionFactory(cahier=cahier)
    with pytest.raises(EditionRefusee, match="déjà finie"):
        services.annuler(edition)
    edition.refresh_from_db()
    assert edition.etat == Etat.PRETE


def test_a_link_is_told_once_and_only_its_sha256_is_kept(cahier: Cahier, qui: Utilisateur) -> None:
    edition = EditionFactory(cahier=cahier)
    secret = services.ouvrir(edition, par=qui)
    edition.refresh_from_db()
    assert len(secret) == len(edition.lien) == 43
    assert edition.lien != secret
    assert par_secret(secret) == edition
    ligne = Journal.objects.get()
    assert ligne.action == "lien_de_cahier_ouvert"
    assert secret not in str(ligne.detail)
    assert edition.lien not in str(ligne.detail)


def test_a_new_link_makes_the_one_before_void(cahier: Cahier, qui: Utilisateur) -> None:
    edition = EditionFactory(cahier=cahier)
    premier = services.ouvrir(edition, par=qui)
    second = services.ouvrir(edition, par=qui)
    assert par_secret(premier) is None
    assert par_secret(second) == edition


def test_a_link_withdrawn_opens_nothing(cahier: Cahier, qui: Utilisateur) -> None:
    edition = EditionFactory(cahier=cahier)
    secret = services.ouvrir(edition, par=qui)
    services.retirer(edition, par=qui)
    assert par_secret(secret) is None
    assert Edition.objects.filter(pk=edition.pk).exists()
    services.retirer(edition, par=qui)
    assert Journal.objects.count() == 2


def test_a_working_version_gets_no_link(cahier: Cahier, qui: Utilisateur) -> None:
    edition = EditionFactory(cahier=cahier, publiee=False)
    with pytest.raises(EditionRefusee, match="version de travail"):
        services.ouvrir(edition, par=qui)
    assert not Edition.objects.montrees().exists()


def test_one_that_is_not_ready_gets_no_link(cahier: Cahier, qui: Utilisateur) -> None:
    with pytest.raises(EditionRefusee, match="pas prête"):
        services.ouvrir(EditionEnAttenteFactory(cahier=cahier), par=qui)


@pytest.mark.parametrize("faute", [{"publiee": False}, {"etat": Etat.ECHEC}])
def test_the_database_itself_refuses_to_show_a_working_version(
    cahier: Cahier, faute: dict[str, object]
) -> None:
    edition = EditionFactory(cahier=cahier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(lien="l" * 43, **faute)


@pytest.mark.usefixtures("une_page")
def test_an_edition_that_is_shown_outlives_its_replacement_until_its_link_is_withdrawn(
    cahier: Cahier,
    qui: Utilisateur,
    fichiers: Path,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    montree = EditionFactory(cahier=cahier, variante=Variante.LIVRET)
    secret = services.ouvrir(montree, par=qui)
    with django_capture_on_commit_callbacks(execute=True):
        demander(cahier, qui)
    assert par_secret(secret) == montree
    assert len(list((fichiers / "cahiers/editions").iterdir())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.retirer(montree, par=qui)
    assert not Edition.objects.filter(pk=montree.pk).exists()
    assert len(list((fichiers / "cahiers/editions").iterdir())) == 1
