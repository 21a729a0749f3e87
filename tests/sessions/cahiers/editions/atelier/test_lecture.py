"""Who reads which file, and how it is given."""

import pytest
from django.urls import reverse

from medlove.models import Equipe, Journal
from sessions.cahiers.editions.models import Etat
from sessions.models import Cahier
from tests.client import ClientExigeant
from tests.fabriques import CahierFactory
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory
from tests.personnes import Personne
from tests.sessions.cahiers.editions.atelier.reponses import octets

MEMBRES = ["mediation", "coequipiere", "coordination", "pilotage", "administration"]


def code(qui: str, request: pytest.FixtureRequest, adresse: str) -> int:
    client: ClientExigeant = request.getfixturevalue(qui)
    reponse = client.get(adresse)
    octets(reponse)
    return int(reponse.status_code)


@pytest.mark.parametrize(
    ("qui", "publiee", "travail"),
    [
        *[(qui, 200, 404) for qui in MEMBRES if qui != "coordination"],
        ("coordination", 200, 200),
        ("etrangere", 404, 404),
        ("anonyme", 302, 302),
    ],
)
def test_published_figures_are_for_all_the_equipe_and_a_working_version_for_its_coordination(
    qui: str, publiee: int, travail: int, cahier: Cahier, request: pytest.FixtureRequest
) -> None:
    for attendu, vrai in ((publiee, True), (travail, False)):
        edition = EditionFactory(cahier=cahier, publiee=vrai)
        assert code(qui, request, reverse("editions:pdf", args=[edition.pk])) == attendu


@pytest.mark.parametrize("etat", [Etat.ATTENTE, Etat.EN_COURS, Etat.ECHEC, Etat.ANNULEE])
def test_what_is_not_ready_has_no_file(coordination: Personne, cahier: Cahier, etat: Etat) -> None:
    edition = EditionEnAttenteFactory(cahier=cahier, etat=etat)
    assert coordination.get(reverse("editions:pdf", args=[edition.pk])).status_code == 404


def test_a_file_gone_from_the_disk_is_a_page_that_says_so(
    coordination: Personne, cahier: Cahier
) -> None:
    edition = EditionFactory(cahier=cahier, publiee=False)
    edition.fichier.storage.delete(edition.fichier.name)
    assert coordination.get(reverse("editions:pdf", args=[edition.pk])).status_code == 404
    assert not Journal.objects.exists()


@pytest.mark.parametrize(
    ("publiee", "nom"),
    [
        (True, "un-ete-au-blosne-2024-numerique.pdf"),
        (False, "un-ete-au-blosne-2024-numerique-version-de-travail.pdf"),
    ],
)
def test_a_file_is_downloaded_whole_and_kept_by_nobody_on_the_way(
    coordination: Personne, cahier: Cahier, publiee: bool, nom: str
) -> None:
    edition = EditionFactory(cahier=cahier, publiee=publiee)
    reponse = coordination.get(reverse("editions:pdf", args=[edition.pk]))
    assert octets(reponse) == b"%PDF-"
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == f'attachment; filename="{nom}"'
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(reponse["Cache-Control"].split(", "))


def test_head_says_the_same_without_the_file(coordination: Personne, cahier: Cahier) -> None:
    edition = EditionFactory(cahier=cahier, publiee=False)
    reponse = coordination.head(reverse("editions:pdf", args=[edition.pk]))
    assert octets(reponse) == b""
    assert reponse.status_code == 200
    assert reponse["Content-Length"] == "5"
    assert not Journal.objects.exists()


def test_the_journal_says_who_took_a_working_version(
    coordination: Personne, cahier: Cahier
) -> None:
    travail = EditionFactory(cahier=cahier, publiee=False)
    for edition in (travail, EditionFactory(cahier=cahier)):
        octets(coordination.get(reverse("editions:pdf", args=[edition.pk])))
    ligne = Journal.objects.get()
    assert (ligne.action, ligne.equipe) == ("cahier_imprime", cahier.equipe)
    assert ligne.acteur == coordination.utilisateur.pk
    assert ligne.objet == f"cahier:{cahier.pk}"
    assert ligne.detail == {"edition": str(travail.pk)}


@pytest.mark.parametrize("qui", MEMBRES)
def test_the_list_shows_published_editions_only(
    qui: str, cahier: Cahier, request: pytest.FixtureRequest
) -> None:
    publiee = EditionFactory(cahier=cahier)
    travail = EditionFactory(cahier=cahier, variante="livret", publiee=False)
    client: ClientExigeant = request.getfixturevalue(qui)
    page = client.get(reverse("editions:lus")).content.decode()
    assert reverse("editions:pdf", args=[publiee.pk]) in page
    assert str(travail.pk) not in page


def test_the_list_of_a_stranger_is_empty_and_says_what_comes_next(
    etrangere: Personne, cahier: Cahier
) -> None:
    EditionFactory(cahier=cahier)
    page = etrangere.get(reverse("editions:lus")).content.decode()
    assert cahier.titre not in page
    assert "Pas encore de cahier à lire" in page


def test_a_mediator_without_a_cahier_is_told_whom_to_ask(mediation: Personne) -> None:
    page = mediation.get(reverse("editions:lus")).content.decode()
    assert "Demandez-lui où elle en est." in page
    assert reverse("cahiers:liste") not in page.partition("<main")[2]


def test_the_administrator_reads_those_of_every_equipe_by_its_name(
    administration: Personne, equipe: Equipe, autre_equipe: Equipe
) -> None:
    for une in (equipe, autre_equipe):
        EditionFactory(cahier__equipe=une)
    page = administration.get(reverse("editions:lus")).content.decode()
    assert equipe.nom in page
    assert autre_equipe.nom in page


def test_the_last_of_each_variant_is_the_one_to_read(mediation: Personne, cahier: Cahier) -> None:
    ancienne, livret, nouvelle = (
        EditionFactory(cahier=cahier, variante=variante)
        for variante in ("numerique", "livret", "numerique")
    )
    page = mediation.get(reverse("editions:lus")).content.decode()
    assert str(ancienne.pk) not in page
    assert str(nouvelle.pk) in page
    assert str(livret.pk) in page


def test_the_variants_of_a_cahier_are_always_in_the_same_order(
    mediation: Personne, cahier: Cahier
) -> None:
    for variante in ("impression", "numerique", "livret"):
        EditionFactory(cahier=cahier, variante=variante)
    dite = mediation.get(reverse("editions:lus")).content.decode()
    lieux = [dite.index(nom) for nom in ("Pour diffusion", "Pour impression", "En livret")]
    assert lieux == sorted(lieux)


@pytest.mark.django_db
def test_as_many_queries_for_ten_cahiers_as_for_twenty(
    mediation: Personne, equipe: Equipe, django_assert_max_num_queries: object
) -> None:
    comptes = []
    for _ in range(2):
        for cahier in CahierFactory.create_batch(10, equipe=equipe, periode="2024"):
            EditionFactory(cahier=cahier)
        with django_assert_max_num_queries(50) as requetes:  # type: ignore[operator]
            mediation.get(reverse("editions:lus"))
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
