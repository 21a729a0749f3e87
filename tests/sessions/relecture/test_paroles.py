"""A parole: made of a note or of a bilan, and nothing leads back from it."""

import json

import pytest
from django.db import IntegrityError, transaction

from medlove.models import Equipe, Journal
from sessions.models import Parole, Rencontre
from sessions.periodes import Trimestre
from tests.fabriques import BesoinFactory, ParoleFactory, QuartierFactory, RencontreFactory
from tests.personnes import Personne

CANARI = "Un canari chante sous la pluie."
PAROLE = "On n’ose pas demander deux fois."


@pytest.fixture
def note(equipe: Equipe, mediation: Personne) -> Rencontre:
    rencontre = RencontreFactory(
        sortie__equipe=equipe,
        sortie__quartier=QuartierFactory(numero=11, nom="Le Blosne"),
        note=CANARI,
        auteur=mediation.utilisateur,
    )
    BesoinFactory(rencontre=rencontre)
    BesoinFactory(rencontre=rencontre, code="prendre_en_main")
    return rencontre


def reecrire(personne: Personne, note: Rencontre, **saisi: str) -> str:
    reponse = personne.post(
        f"/relecture/notes/{note.pk}/",
        {"edition": str(note.edition), "texte": PAROLE, "effacer": "on", **saisi},
        follow=True,
    )
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_by_default_it_tells_its_trimestre_and_no_more_and_the_note_goes(
    coordination: Personne, note: Rencontre
):
    page = reecrire(coordination, note)
    parole = Parole.objects.get()
    assert (parole.texte, parole.trimestre, parole.source) == (PAROLE, "2026-T3", "note")
    assert (parole.quartier, parole.domaine) == (None, "")
    assert Rencontre.objects.get().note == ""
    assert "Note effacée" in page


def test_sent_twice_it_makes_one_parole(coordination: Personne, note: Rencontre):
    for domaine in ("numerique", "numerique", ""):
        reecrire(coordination, note, effacer="", domaine=domaine)
    assert sorted(une.domaine for une in Parole.objects.all()) == ["", "numerique"]


def test_the_form_starts_with_nothing_told_and_the_note_to_be_erased(
    coordination: Personne, note: Rencontre
):
    page = coordination.get(f"/relecture/notes/{note.pk}/").content.decode()
    assert page.count("Ne pas le dire</option>") == 2
    assert (
        " selected" not in page.split('name="domaine"')[1].split("</select>")[0].split("<option")[2]
    )
    assert "checked" in page
    assert CANARI in page.split("<textarea")[0]
    assert CANARI not in page.split("<textarea")[1]


def test_its_quartier_and_domain_are_told_when_chosen(coordination: Personne, note: Rencontre):
    reecrire(coordination, note, quartier=str(note.quartier_id), domaine="numerique")
    parole = Parole.objects.get()
    assert (parole.quartier, parole.domaine) == (note.quartier, "numerique")


@pytest.mark.parametrize(
    "faux", [{"quartier": "0"}, {"quartier": "ailleurs"}, {"domaine": "quotidien"}]
)
def test_what_it_does_not_come_from_cannot_be_told(
    coordination: Personne, note: Rencontre, faux: dict[str, str]
):
    ailleurs = QuartierFactory(numero=5)
    faux = {nom: str(ailleurs.pk) if dit == "ailleurs" else dit for nom, dit in faux.items()}
    assert PAROLE in reecrire(coordination, note, **faux)
    assert not Parole.objects.exists()


def test_the_note_may_stay_until_its_term(coordination: Personne, note: Rencontre):
    reecrire(coordination, note, effacer="")
    rencontre = Rencontre.objects.get()
    assert (rencontre.note, rencontre.note_relue) == (CANARI, True)
    assert Parole.objects.exists()


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("", "La parole est vide"),
        ("   ", "La parole est vide"),
        ("é" * 141, "La parole dépasse 140 caractères"),
    ],
)
def test_a_text_that_will_not_do_is_told_and_nothing_is_lost(
    coordination: Personne, note: Rencontre, texte: str, dit: str
):
    page = reecrire(coordination, note, texte=texte)
    assert dit in page
    assert texte.strip() in page
    assert not Parole.objects.exists()
    assert Rencontre.objects.get().note == CANARI


def test_its_length_is_counted_in_code_points(coordination: Personne, note: Rencontre):
    reecrire(coordination, note, texte="\U0001f6b2" * 140)
    assert Parole.objects.get().texte == "\U0001f6b2" * 140


def test_when_the_note_cannot_go_no_parole_is_kept(
    coordination: Personne, note: Rencontre, monkeypatch: pytest.MonkeyPatch
):
    from sessions.rencontres import services

    def refuser(*args: object, **options: object) -> None:
        raise services.DonneesRefusees({"": "Cette rencontre ne se corrige pas."})

    monkeypatch.setattr(services, "corriger", refuser)
    page = reecrire(coordination, note)
    assert "Cette rencontre ne se corrige pas." in page
    assert PAROLE in page
    assert not Parole.objects.exists()


def test_nothing_leads_back_from_it_to_the_rencontre(coordination: Personne, note: Rencontre):
    """Neither column, nor day, nor author; its id is drawn, and the journal does not name it."""
    reecrire(coordination, note, quartier=str(note.quartier_id))
    parole = Parole.objects.get()
    noms = {champ.attname for champ in Parole._meta.concrete_fields}
    assert noms == {
        "id", "equipe_id", "texte", "trimestre", "quartier_id", "domaine", "source",
    }  # fmt: skip
    assert parole.pk.version == 4
    ecrit = json.dumps({nom: getattr(parole, nom) for nom in noms}, default=str)
    for mot in (str(note.pk), str(note.sortie_id), str(note.auteur_id), str(note.jour), CANARI):
        assert mot not in ecrit
    journal = str(list(Journal.objects.values()))
    assert str(parole.pk) not in journal
    assert PAROLE not in journal


def test_paroles_come_by_trimestre_then_by_their_words(coordination: Personne, equipe: Equipe):
    for trimestre, texte in (("2026-T2", "B"), ("2026-T3", "C"), ("2026-T2", "A")):
        ParoleFactory(equipe=equipe, trimestre=trimestre, texte=f"Parole {texte}")
    page = coordination.get("/relecture/paroles/").content.decode()
    rangs = [page.index(f"Parole {lettre}\u202f»") for lettre in "CAB"]
    assert rangs == sorted(rangs)
    assert "2e\u00a0trimestre 2026" in page


def test_those_of_a_period_are_found_by_trimestre(equipe: Equipe):
    for trimestre in ("2025-T4", "2026-T1", "2026-T3"):
        ParoleFactory(equipe=equipe, trimestre=trimestre)
    paroles = Parole.objects.pendant(Trimestre(2026, 1), Trimestre(2026, 2))
    assert [une.trimestre for une in paroles] == ["2026-T1"]


def test_a_parole_is_mended_and_tells_less_never_more(coordination: Personne, equipe: Equipe):
    quartier = QuartierFactory(numero=11)
    parole = ParoleFactory(equipe=equipe, quartier=quartier)
    adresse = f"/relecture/paroles/{parole.pk}/"
    assert "Le domaine du besoin" not in coordination.get(adresse).content.decode()
    coordination.post(adresse, {"texte": PAROLE, "quartier": "", "domaine": "droits"})
    parole.refresh_from_db()
    assert (parole.texte, parole.quartier, parole.domaine) == (PAROLE, None, "")
    assert "Le quartier" not in coordination.get(adresse).content.decode()


def test_a_parole_is_withdrawn_once_asked(coordination: Personne, equipe: Equipe):
    adresse = f"/relecture/paroles/{ParoleFactory(equipe=equipe).pk}/retirer/"
    assert coordination.get(adresse).status_code == 200
    assert Parole.objects.exists()
    coordination.post(adresse)
    assert not Parole.objects.exists()


@pytest.mark.parametrize("geste", ["", "retirer/"])
def test_that_of_another_equipe_does_not_exist(etrangere: Personne, equipe: Equipe, geste: str):
    parole = ParoleFactory(equipe=equipe)
    adresse = f"/relecture/paroles/{parole.pk}/{geste}"
    assert etrangere.get(adresse).status_code == 404
    assert etrangere.post(adresse, {"texte": "Volée"}).status_code == 404
    assert Parole.objects.get().texte == parole.texte


@pytest.mark.parametrize("champs", [{"texte": ""}, {"source": "ailleurs"}])
def test_the_database_holds_it_to_its_rules(equipe: Equipe, champs: dict[str, str]):
    with pytest.raises(IntegrityError), transaction.atomic():
        ParoleFactory(equipe=equipe, **champs)


def test_an_empty_list_teaches_the_next_gesture(coordination: Personne):
    page = coordination.get("/relecture/paroles/").content.decode()
    assert "Aucune parole encore" in page
    assert 'href="/relecture/"' in page
