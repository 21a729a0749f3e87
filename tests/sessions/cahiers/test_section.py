"""A section being written: by its form, or as it is typed; never one text over another."""

import json
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from sessions.cahiers import views_sections
from sessions.cahiers.composition import chapitre
from sessions.cahiers.matiere import lire
from sessions.cahiers.models import LONGUEUR_TEXTE
from sessions.cahiers.redaction import services
from sessions.models import Cahier, Section
from tests.fabriques import ImageFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne


@pytest.fixture
def section(cahier: Cahier) -> Section:
    return cahier.sections.get(code="velo")


def adresse(section: Section, nom: str = "section") -> str:
    return reverse(f"cahiers:{nom}", args=[section.pk])


def donnees(section: Section, **dites: str) -> dict[str, str]:
    return {
        "titre": section.titre,
        "texte": section.texte,
        "version": section.modifiee_le.isoformat(),
        **dites,
    }


def texte(section: Section) -> str:
    return Section.objects.get(pk=section.pk).texte


def test_it_shows_the_text_as_it_will_read_and_its_neighbours(
    coordination: Personne, section: Section
) -> None:
    Section.objects.filter(pk=section.pk).update(texte='Elle dit "oui" !')
    ImageFactory(section=section, alternative="Un banc vide au soleil, le vélo derrière")
    with lecture_seule():
        page = coordination.get(adresse(section)).content.decode()
    assert "<p>Elle dit «\u202foui\u202f»\u202f!</p>" in page
    assert 'alt="Un banc vide au soleil, le vélo derrière"' in page
    assert "Une sortie, de 13 h 30 à 18 h" in page
    assert "La saison, sortie après sortie" in page


@pytest.mark.usefixtures("saison")
def test_it_shows_what_the_machine_adds_as_it_will_print(
    coordination: Personne, cahier: Cahier
) -> None:
    demandes = cahier.sections.get(code="demandes")
    page = coordination.get(adresse(demandes)).content.decode()
    phrases = [bloc.phrase for bloc in chapitre(demandes, lire(cahier)).blocs if bloc.phrase]
    assert phrases
    assert all(escape(une) in page for une in phrases)


def test_its_words_are_kept(coordination: Personne, section: Section) -> None:
    dites = donnees(section, titre="L'hiver à vélo", texte="Un.\r\n\r\nDeux.")
    assert coordination.post(adresse(section), dites).url == adresse(section)
    gardee = Section.objects.get(pk=section.pk)
    assert (gardee.titre, gardee.texte) == ("L’hiver à vélo", "Un.\n\nDeux.")
    assert gardee.modifiee_le > section.modifiee_le


def test_a_text_too_long_is_refused_whole_and_stays_in_its_field(
    coordination: Personne, section: Section
) -> None:
    long = "x" * (LONGUEUR_TEXTE + 1)
    page = coordination.post(adresse(section), donnees(section, texte=long)).content.decode()
    assert "dépasse 20\u202f000 caractères" in page
    assert long in page
    assert "maxlength" not in page.partition("<textarea")[2].partition(">")[0]
    assert texte(section) == ""


@pytest.mark.parametrize(
    "version", ["", "hier", "2026-09-01T12:00:00", "2026-09-01T12:00:00+00:00"]
)
def test_an_older_version_is_refused_and_both_texts_are_there(
    coordination: Personne, section: Section, version: str
) -> None:
    coordination.post(adresse(section), donnees(section, texte="Écrit dans un onglet."))
    refusee = donnees(section, texte="Écrit dans l’autre.")
    if version:
        refusee["version"] = version
    reponse = coordination.post(adresse(section), refusee)
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert "modifiée ailleurs" in page
    assert "Écrit dans un onglet." in page
    assert "Écrit dans l’autre." in page
    assert texte(section) == "Écrit dans un onglet."


def test_the_person_may_then_keep_hers_knowing_the_other(
    coordination: Personne, section: Section
) -> None:
    coordination.post(adresse(section), donnees(section, texte="Un."))
    actuelle = Section.objects.get(pk=section.pk)
    page = coordination.post(adresse(section), donnees(section, texte="Deux.")).content.decode()
    assert actuelle.modifiee_le.isoformat() in unescape(page)
    coordination.post(adresse(section), donnees(actuelle, texte="Deux."))
    assert texte(section) == "Deux."


def test_autosave_answers_with_the_text_as_it_reads_and_the_next_version(
    coordination: Personne, section: Section
) -> None:
    ici = adresse(section, "enregistrer")
    lu = json.loads(coordination.post(ici, donnees(section, texte="**Un** !")).content)
    assert lu["html"] == "<p><strong>Un</strong>\u202f!</p>\n"
    suite = donnees(section, texte="Deux.", version=lu["version"])
    assert coordination.post(ici, suite).status_code == 200
    assert texte(section) == "Deux."


def test_autosave_of_an_older_version_says_what_is_there_and_writes_nothing(
    coordination: Personne, section: Section
) -> None:
    ici = adresse(section, "enregistrer")
    coordination.post(ici, donnees(section, texte="Un."))
    reponse = coordination.post(ici, donnees(section, texte="Deux."))
    assert reponse.status_code == 409
    lu = json.loads(reponse.content)
    assert lu["texte"] == "Un."
    assert "modifiée ailleurs" in lu["message"]
    assert texte(section) == "Un."


def test_the_same_words_sent_twice_are_no_quarrel(coordination: Personne, section: Section) -> None:
    ici = adresse(section, "enregistrer")
    versions = {
        json.loads(coordination.post(ici, donnees(section, texte="Un.")).content)["version"]
        for _ in range(2)
    }
    assert len(versions) == 1


@pytest.mark.parametrize("faute", [{"titre": " "}, {"texte": "a\x00b"}, {"titre": "a!" * 61}])
def test_autosave_says_what_is_wrong(
    coordination: Personne, section: Section, faute: dict[str, str]
) -> None:
    reponse = coordination.post(adresse(section, "enregistrer"), donnees(section, **faute))
    assert reponse.status_code == 400
    assert json.loads(reponse.content)["message"]
    assert texte(section) == ""


def test_moving_a_section_is_no_change_of_its_words(
    coordination: Personne, section: Section
) -> None:
    coordination.post(reverse("cahiers:deplacer", args=[section.pk]), {"sens": "bas"})
    coordination.post(adresse(section), donnees(section, texte="Un."))
    assert texte(section) == "Un."


def test_a_stranger_writes_nothing_and_a_token_is_needed(
    etrangere: Personne, coordination: Personne, section: Section
) -> None:
    for nom in ("section", "enregistrer"):
        reponse = etrangere.post(adresse(section, nom), donnees(section, texte="Volé."))
        assert reponse.status_code == 404
    sans_jeton = Client(enforce_csrf_checks=True)
    sans_jeton.force_login(
        coordination.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    reponse = sans_jeton.post(adresse(section, "enregistrer"), donnees(section, texte="Volé."))
    assert reponse.status_code == 403
    assert texte(section) == ""


class Ailleurs:
    """Another tab takes the section away once the page has read it."""

    def __init__(self, vrai: Callable[..., Section]) -> None:
        self.vrai = vrai

    def __call__(self, *dits: object) -> Section:
        lue = self.vrai(*dits)
        services.retirer(Section.objects.get(pk=lue.pk))
        return lue


@pytest.fixture
def retiree_ailleurs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        views_sections, "section_de_l_equipe", Ailleurs(views_sections.section_de_l_equipe)
    )


@pytest.mark.usefixtures("retiree_ailleurs")
def test_moving_a_section_that_went_meanwhile_says_so(
    coordination: Personne, section: Section
) -> None:
    page = coordination.post(adresse(section, "deplacer"), {"sens": "haut"}, follow=True)
    assert page.status_code == 200
    assert "vient d’être retirée du cahier" in page.content.decode()


@pytest.mark.usefixtures("retiree_ailleurs")
def test_taking_away_a_section_twice_leaves_the_state_as_it_is(
    coordination: Personne, section: Section
) -> None:
    rangs = list(section.cahier.sections.exclude(pk=section.pk).values_list("pk", flat=True))
    reponse = coordination.post(adresse(section, "retirer"))
    assert reponse.url == reverse("cahiers:fiche", args=[section.cahier_id])
    assert list(section.cahier.sections.values_list("pk", flat=True)) == rangs


@pytest.mark.usefixtures("retiree_ailleurs")
@pytest.mark.parametrize(("nom", "statut"), [("section", 409), ("enregistrer", 400)])
def test_words_of_a_section_that_went_meanwhile_stay_on_the_screen(
    coordination: Personne, section: Section, nom: str, statut: int
) -> None:
    dites = donnees(section, texte="Ce que je viens d’écrire.")
    reponse = coordination.post(adresse(section, nom), dites)
    assert reponse.status_code == statut
    dit = reponse.json()["message"] if nom == "enregistrer" else reponse.content.decode()
    assert "vient d’être retirée du cahier" in dit
    assert nom == "enregistrer" or "Ce que je viens d’écrire." in dit
