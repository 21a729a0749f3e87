"""Context figures: every équipe starts with three, its coordination keeps them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from medlove.equipe.services import creer_equipe
from medlove.models import Equipe
from sessions.models import ChiffreDeContexte
from tests.personnes import Personne

PAGE = "/hypotheses/"
NOUVEAU = "/hypotheses/contexte/nouveau/"
FINE = "\u202f"
CHIFFRE = {
    "hypothese": "confiance",
    "valeur": "15.4 %",
    "libelle": "des adultes ne savent pas à qui demander",
    "territoire": "Bretagne",
    "source": "Une enquête",
    "annee": "2022",
    "lien": "exemple.test/enquete",
    "ordre": "1",
}


@pytest.fixture
def chiffre(equipe: Equipe) -> ChiffreDeContexte:
    return ChiffreDeContexte.objects.de(equipe).get(annee=2022)


def modifier(chiffre: ChiffreDeContexte) -> str:
    return f"/hypotheses/contexte/{chiffre.pk}/"


def retirer(chiffre: ChiffreDeContexte) -> str:
    return f"{modifier(chiffre)}retirer/"


def dits(equipe: Equipe) -> set[tuple[str, str, str, int]]:
    return {
        (un.hypothese, un.valeur, un.source, un.annee)
        for un in ChiffreDeContexte.objects.de(equipe)
    }


AU_DEPART = {
    ("aller_vers", f"18{FINE}%", "CAPUNI", 2022),
    ("besoins", f"15,4{FINE}%", "Insee", 2021),
    ("besoins", f"32{FINE}%", "Insee", 2021),
}


@pytest.mark.django_db
def test_an_équipe_that_is_created_has_the_three_it_starts_with():
    appartenance = creer_equipe(
        nom="Neuve", slug="neuve", code_insee="35238", email="une@exemple.test", nom_membre="Une"
    )
    assert dits(appartenance.equipe) == AU_DEPART


def test_an_équipe_of_before_was_given_the_same(equipe: Equipe):
    ChiffreDeContexte.objects.all().delete()
    migration = import_module("sessions.migrations.0007_chiffres_de_contexte")

    class Editeur:
        class connection:
            alias = "default"

    migration.donner_aux_equipes(apps, Editeur)
    assert dits(equipe) == AU_DEPART


def test_what_was_removed_does_not_come_back(equipe: Equipe, chiffre: ChiffreDeContexte):
    chiffre.delete()
    equipe.nom = "Autre nom"
    equipe.save()
    assert len(dits(equipe)) == 2


def test_the_word_of_a_source_is_between_guillemets(mediation: Personne):
    dit = mediation.get(PAGE).content.decode()
    assert f"«{FINE}éloignés{FINE}»" in dit
    assert dit.count("éloign") == 1


def test_a_figure_is_beside_its_hypothesis_with_source_and_year(mediation: Personne):
    dit = mediation.get(PAGE).content.decode()
    assert f"15,4{FINE}%" in dit
    assert "France, 2021." in dit
    (aller_vers, confiance, besoins) = mediation.get(PAGE).context["sections"]
    assert [un.valeur for un in aller_vers.chiffres] == [f"18{FINE}%"]
    assert [un.valeur for un in besoins.chiffres] == [f"15,4{FINE}%", f"32{FINE}%"]
    assert not confiance.chiffres
    assert "Aucun chiffre d’une autre source" in dit
    assert NOUVEAU not in dit


def test_the_coordination_adds_one_written_the_french_way(coordination: Personne, equipe: Equipe):
    assert f"{NOUVEAU}?hypothese=confiance" in coordination.get(PAGE).content.decode()
    page = coordination.get(f"{NOUVEAU}?hypothese=confiance")
    assert page.context["form"]["hypothese"].value() == "confiance"
    reponse = coordination.post(NOUVEAU, CHIFFRE, follow=True)
    assert reponse.redirect_chain == [(PAGE, 302)]
    assert f"15,4{FINE}%" in reponse.content.decode()
    ajoute = ChiffreDeContexte.objects.get(hypothese="confiance")
    assert (ajoute.equipe, ajoute.valeur) == (equipe, f"15,4{FINE}%")
    assert ajoute.lien == "https://exemple.test/enquete"


def test_it_is_changed_and_removed_by_a_post_only(
    coordination: Personne, equipe: Equipe, chiffre: ChiffreDeContexte
):
    coordination.post(modifier(chiffre), {**CHIFFRE, "valeur": "1 sur 5"})
    chiffre.refresh_from_db()
    assert (chiffre.valeur, chiffre.hypothese) == ("1 sur 5", "confiance")
    dit = coordination.get(retirer(chiffre)).content.decode()
    assert "1 sur 5" in dit
    assert len(dits(equipe)) == 3
    assert coordination.post(retirer(chiffre)).status_code == 302
    assert len(dits(equipe)) == 2


@pytest.mark.parametrize(
    ("champ", "valeur", "dit"),
    [
        ("valeur", "beaucoup", "Écrire le nombre tel que la source le donne"),
        ("valeur", "", "Ce champ est obligatoire"),
        ("annee", "1812", "Choisir une année depuis 1990"),
        ("annee", "2500", "Choisir une année avant 2101"),
        ("hypothese", "autre", "Sélectionnez un choix valide"),
        ("lien", "ftp://exemple.test", "Écrire l’adresse entière"),
        ("source", "", "Ce champ est obligatoire"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_typed_is_lost(
    coordination: Personne, equipe: Equipe, champ: str, valeur: str, dit: str
):
    reponse = coordination.post(NOUVEAU, {**CHIFFRE, champ: valeur})
    assert dit in reponse.content.decode()
    assert CHIFFRE["libelle"] in reponse.content.decode()
    assert dits(equipe) == AU_DEPART


@pytest.mark.parametrize(("champ", "valeur"), [("hypothese", "autre"), ("annee", 1812)])
def test_the_database_refuses_it_too(chiffre: ChiffreDeContexte, champ: str, valeur: object):
    setattr(chiffre, champ, valeur)
    with pytest.raises(ValidationError):
        chiffre.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        chiffre.save()


def test_only_the_coordination_of_the_équipe_writes(
    mediation: Personne,
    pilotage: Personne,
    etrangere: Personne,
    equipe: Equipe,
    autre_equipe: Equipe,
    chiffre: ChiffreDeContexte,
):
    for personne, refus in ((mediation, 403), (pilotage, 403), (etrangere, 404)):
        assert personne.post(modifier(chiffre), CHIFFRE).status_code == refus
        assert personne.post(retirer(chiffre)).status_code == refus
    assert mediation.post(NOUVEAU, CHIFFRE).status_code == 403
    etrangere.post(NOUVEAU, CHIFFRE)
    assert dits(equipe) == AU_DEPART
    assert len(dits(autre_equipe)) == 4
    coordination_d_ailleurs = etrangere.get(PAGE).content.decode()
    assert CHIFFRE["libelle"] in coordination_d_ailleurs


def test_the_hypothese_is_chosen_in_words(coordination: Personne) -> None:
    html = coordination.get(NOUVEAU).content.decode()

    assert "Choisir une hypothèse" in html
    assert "-----" not in html
