"""Sections are added, moved, put aside, removed and taken back."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from sessions.cahiers.plan import PLAN
from sessions.cahiers.redaction import services
from sessions.models import Cahier, Section
from tests.fabriques import CahierFactory, ImageFactory, SectionFactory
from tests.personnes import Personne


def codes(cahier: Cahier) -> list[str]:
    return [une.code for une in cahier.sections.all()]


def geste(nom: str, section: Section) -> str:
    return reverse(f"cahiers:{nom}", args=[section.pk])


@pytest.mark.parametrize(("sens", "place"), [("bas", 3), ("haut", 1), ("ailleurs", 2), ("", 2)])
def test_a_section_moves_by_one_place(
    coordination: Personne, cahier: Cahier, sens: str, place: int
) -> None:
    velo = cahier.sections.get(code="velo")
    reponse = coordination.post(geste("deplacer", velo), {"sens": sens})
    assert f"deplacee={velo.pk}" in reponse.url
    assert codes(cahier).index("velo") == place
    assert sorted(codes(cahier)) == sorted(PLAN)


@pytest.mark.parametrize(("code", "sens"), [("essentiel", "haut"), ("colophon", "bas")])
def test_the_first_and_the_last_go_no_further(
    coordination: Personne, cahier: Cahier, code: str, sens: str
) -> None:
    coordination.post(geste("deplacer", cahier.sections.get(code=code)), {"sens": sens})
    assert codes(cahier) == list(PLAN)


def test_a_free_section_comes_before_those_that_close(
    coordination: Personne, cahier: Cahier
) -> None:
    ou = reverse("cahiers:ajouter", args=[cahier.pk])
    reponse = coordination.post(ou, {"code": "texte", "titre": "L'hiver"})
    ajoutee = cahier.sections.get(code="texte")
    assert ajoutee.titre == "L’hiver"
    assert reponse.url == geste("section", ajoutee)
    assert codes(cahier)[-3:] == ["texte", "methode", "colophon"]


@pytest.mark.parametrize("titre", ["", " ", "a!" * 60, "x" * 121])
def test_a_free_section_needs_a_title_that_fits(
    coordination: Personne, cahier: Cahier, titre: str
) -> None:
    reponse = coordination.post(
        reverse("cahiers:ajouter", args=[cahier.pk]), {"code": "texte", "titre": titre}
    )
    assert reponse.status_code == 200
    assert codes(cahier) == list(PLAN)


@given(st.sampled_from([code for code, genre in PLAN.items() if not genre.tenu]))
@pytest.mark.django_db
def test_one_of_the_outline_comes_back_where_it_was(code: str) -> None:
    cahier = CahierFactory()
    for rang, un in enumerate(PLAN):
        SectionFactory(cahier=cahier, code=un, rang=rang)
    services.retirer(cahier.sections.get(code=code))
    assert code not in codes(cahier)
    assert services.absentes(cahier.sections.all()) == [code]
    services.ajouter(cahier, code)
    assert codes(cahier) == list(PLAN)


def test_one_that_is_there_is_not_added_twice(coordination: Personne, cahier: Cahier) -> None:
    premiere = services.ajouter(cahier, "velo")
    assert premiere == cahier.sections.get(code="velo")
    ou = reverse("cahiers:ajouter", args=[cahier.pk])
    assert coordination.post(ou, {"code": "velo"}).status_code == 200
    assert codes(cahier) == list(PLAN)


def test_a_section_put_aside_keeps_its_words(coordination: Personne, cahier: Cahier) -> None:
    velo = cahier.sections.get(code="velo")
    Section.objects.filter(pk=velo.pk).update(texte="Des mots.")
    for dit, imprimee in (("non", False), ("oui", True)):
        coordination.post(geste("imprimer", velo), {"imprimee": dit})
        lue = Section.objects.get(pk=velo.pk)
        assert (lue.imprimee, lue.texte) == (imprimee, "Des mots.")


def test_what_every_cahier_prints_is_neither_put_aside_nor_removed(
    coordination: Personne, cahier: Cahier
) -> None:
    methode = cahier.sections.get(code="methode")
    assert "Cette section reste" in coordination.get(geste("retirer", methode)).content.decode()
    coordination.post(geste("retirer", methode))
    coordination.post(geste("imprimer", methode), {"imprimee": "non"})
    assert Section.objects.get(pk=methode.pk).imprimee


def test_removing_asks_first_then_takes_the_files_along(
    coordination: Personne,
    cahier: Cahier,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    velo = cahier.sections.get(code="velo")
    Section.objects.filter(pk=velo.pk).update(texte="Des mots.")
    fichier = ImageFactory(section=velo).fichier.name
    page = coordination.get(geste("retirer", velo)).content.decode()
    assert "2 mots" in page
    assert "velo" in codes(cahier)
    with django_capture_on_commit_callbacks(execute=True):
        coordination.post(geste("retirer", velo))
        assert default_storage.exists(fichier)
    assert "velo" not in codes(cahier)
    assert not default_storage.exists(fichier)


@pytest.mark.parametrize("nom", ["deplacer", "imprimer", "retirer"])
def test_a_stranger_changes_no_plan(etrangere: Personne, cahier: Cahier, nom: str) -> None:
    assert etrangere.post(geste(nom, cahier.sections.get(code="velo"))).status_code == 404
    assert codes(cahier) == list(PLAN)
    assert etrangere.post(reverse("cahiers:ajouter", args=[cahier.pk])).status_code == 404
