"""The page of the editions: what the coordination reads and does there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.cahiers.editions.lien import par_secret
from sessions.cahiers.editions.models import Edition, Etat
from sessions.models import Cahier
from tests.client import ClientExigeant
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory
from tests.personnes import Personne


def page(personne: Personne, cahier: Cahier) -> str:
    return personne.get(reverse("editions:page", args=[cahier.pk])).content.decode()


def suivre(personne: Personne, nom: str, *arguments: object) -> str:
    return personne.post(reverse(nom, args=arguments), follow=True).content.decode()


def test_three_variants_are_offered(coordination: Personne, cahier: Cahier) -> None:
    lue = page(coordination, cahier)
    assert lue.count("Pas encore faite") == 3
    for variante in ("numerique", "impression", "livret"):
        assert reverse("editions:demander", args=[cahier.pk, variante]) in lue
    assert "data-en-route" not in lue
    assert "Actualiser" not in lue


@pytest.mark.usefixtures("en_file")
def test_asking_puts_it_in_the_queue(coordination: Personne, cahier: Cahier) -> None:
    lue = suivre(coordination, "editions:demander", cahier.pk, "livret")
    assert "En attente" in lue
    assert "La prochaine à être fabriquée." in lue
    assert "data-en-route" in lue
    assert "Actualiser" in lue
    assert Edition.objects.get().demandee_par == coordination.utilisateur


@pytest.mark.usefixtures("en_file")
def test_asking_twice_says_why_not(coordination: Personne, cahier: Cahier) -> None:
    EditionEnAttenteFactory(cahier=cahier)
    lue = suivre(coordination, "editions:demander", cahier.pk, "numerique")
    assert "déjà en fabrication" in lue
    assert Edition.objects.count() == 1


def test_an_unknown_variant_is_not_made(coordination: Personne, cahier: Cahier) -> None:
    adresse = reverse("editions:demander", args=[cahier.pk, "parchemin"])
    assert coordination.post(adresse).status_code == 404
    assert not Edition.objects.exists()


def test_one_that_is_made_says_for_how_long_and_is_called_off(
    coordination: Personne, cahier: Cahier
) -> None:
    avant = EditionFactory(cahier=cahier)
    Edition.objects.filter(pk=avant.pk).update(demandee_le=timezone.now() - timedelta(hours=1))
    depuis = timezone.now() - timedelta(seconds=7)
    edition = EditionEnAttenteFactory(cahier=cahier, etat=Etat.EN_COURS, commencee_le=depuis)
    lue = page(coordination, cahier)
    assert "Depuis 7\u00a0s\u202f; la dernière fois, 12\u00a0s." in lue
    assert "ce PDF reste là jusqu’à ce que le nouveau soit prêt" in lue
    lue = suivre(coordination, "editions:annuler", edition.pk)
    assert "Annulée" in lue
    assert "Le PDF d’avant n’a pas bougé." in lue
    assert "déjà finie" in suivre(coordination, "editions:annuler", edition.pk)


def test_one_that_failed_says_why(coordination: Personne, cahier: Cahier) -> None:
    EditionEnAttenteFactory(cahier=cahier, etat=Etat.ECHEC, message="La section <b> déborde.")
    assert "La section &lt;b&gt; déborde." in page(coordination, cahier)


def test_one_left_by_a_dead_worker_can_be_made_again(
    coordination: Personne, cahier: Cahier
) -> None:
    hier = timezone.now() - timedelta(days=1)
    EditionEnAttenteFactory(cahier=cahier, etat=Etat.EN_COURS, commencee_le=hier)
    lue = page(coordination, cahier)
    assert "Le serveur s’est arrêté pendant la fabrication" in lue
    assert "Réessayer" in lue


def test_a_silent_worker_is_told(coordination: Personne, cahier: Cahier) -> None:
    EditionEnAttenteFactory(cahier=cahier)
    assert "ne répond pas" not in page(coordination, cahier)
    Edition.objects.update(demandee_le=timezone.now() - timedelta(minutes=1))
    assert "Le fabricant ne répond pas" in page(coordination, cahier)


def test_a_ready_one_says_what_it_is(coordination: Personne, cahier: Cahier) -> None:
    edition = EditionFactory(cahier=cahier)
    lue = page(coordination, cahier)
    assert "39 pages, 2,1\u00a0Mo, fabriqué aujourd’hui" in lue
    assert "Chiffres publiés" in lue
    assert reverse("editions:pdf", args=[edition.pk]) in lue
    assert reverse("editions:lien", args=[edition.pk]) in lue


def test_a_working_version_says_so_and_offers_no_link(
    coordination: Personne, cahier: Cahier
) -> None:
    edition = EditionFactory(cahier=cahier, publiee=False)
    lue = page(coordination, cahier)
    assert "Version de travail, ne pas diffuser" in lue
    assert reverse("editions:lien", args=[edition.pk]) not in lue


def test_a_link_is_opened_read_once_and_withdrawn(
    coordination: Personne, anonyme: ClientExigeant, cahier: Cahier
) -> None:
    edition = EditionFactory(cahier=cahier)
    adresse = reverse("editions:lien", args=[edition.pk])
    assert "relisez le PDF en entier" in coordination.get(adresse).content.decode()
    assert not Edition.objects.montrees().exists()
    lien = coordination.post(adresse).context["adresse"]
    secret = lien.removesuffix("/").rpartition("/")[2]
    assert par_secret(secret) == edition
    assert secret not in coordination.get(adresse).content.decode()
    assert secret not in page(coordination, cahier)
    assert "Lien retiré" in suivre(coordination, "editions:retirer", edition.pk)
    assert anonyme.get(lien).status_code == 404


def test_a_working_version_gets_no_link_however_it_is_asked(
    coordination: Personne, cahier: Cahier
) -> None:
    edition = EditionFactory(cahier=cahier, publiee=False)
    adresse = reverse("editions:lien", args=[edition.pk])
    assert "ne se montre pas au dehors" in coordination.get(adresse).content.decode()
    lue = coordination.post(adresse, follow=True).content.decode()
    assert "ne se montre pas au dehors" in lue
    assert not Edition.objects.montrees().exists()


def test_the_one_shown_before_can_still_be_withdrawn(
    coordination: Personne, cahier: Cahier
) -> None:
    montree = EditionFactory(cahier=cahier, lien="l" * 43)
    Edition.objects.update(demandee_le=timezone.now() - timedelta(hours=1))
    EditionFactory(cahier=cahier)
    lue = page(coordination, cahier)
    assert "Une édition d’avant se lit encore au dehors" in lue
    assert reverse("editions:retirer", args=[montree.pk]) in lue


@pytest.mark.parametrize("nom", ["editions:annuler", "editions:lien", "editions:retirer"])
def test_a_stranger_does_nothing_to_an_edition(
    etrangere: Personne, cahier: Cahier, nom: str
) -> None:
    edition = EditionFactory(cahier=cahier, lien="l" * 43)
    assert etrangere.post(reverse(nom, args=[edition.pk])).status_code == 404
    edition.refresh_from_db()
    assert (edition.etat, edition.lien) == (Etat.PRETE, "l" * 43)


def test_a_stranger_asks_for_nothing(etrangere: Personne, cahier: Cahier) -> None:
    adresse = reverse("editions:demander", args=[cahier.pk, "livret"])
    assert etrangere.post(adresse).status_code == 404
    assert not Edition.objects.exists()


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_the_others_make_nothing(qui: str, cahier: Cahier, request: pytest.FixtureRequest) -> None:
    personne: Personne = request.getfixturevalue(qui)
    adresse = reverse("editions:demander", args=[cahier.pk, "livret"])
    assert personne.post(adresse).status_code == 403
    assert personne.get(reverse("editions:page", args=[cahier.pk])).status_code == 403
    assert not Edition.objects.exists()


def test_a_file_older_than_the_last_words_of_its_cahier_says_so(
    coordination: Personne, cahier: Cahier
) -> None:
    EditionFactory(cahier=cahier, commencee_le=timezone.now())
    assert "Le cahier a été modifié depuis" not in page(coordination, cahier)
    Cahier.objects.filter(pk=cahier.pk).update(modifie_le=timezone.now())
    assert "Le cahier a été modifié depuis" in page(coordination, cahier)
