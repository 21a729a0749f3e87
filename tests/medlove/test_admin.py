"""The administration: what is there, what is not, and who comes in."""

import pytest
from django.contrib import admin
from django.urls import reverse

from medlove.models import Journal, Utilisateur
from sessions.models import Besoin, CategorieBesoin, Orientation, Rencontre
from tests.fabriques import EquipeFactory, QuartierFactory, UtilisateurFactory

MODELES = {
    modele._meta.model_name: modele
    for modele in admin.site._registry
    if modele._meta.app_label != "auth"
}


def adresse(nom: str, page: str = "changelist", *arguments: object) -> str:
    modele = MODELES[nom]._meta
    return reverse(f"admin:{modele.app_label}_{modele.model_name}_{page}", args=arguments)


def test_nothing_of_the_field_is_there():
    assert not {Rencontre, Besoin, Orientation} & set(admin.site._registry)
    assert set(MODELES) == {
        "equipe",
        "utilisateur",
        "appartenance",
        "quartier",
        "categoriebesoin",
    }


@pytest.mark.parametrize("nom", MODELES)
def test_each_list_opens_to_the_administrator(administration, nom: str):
    assert administration.get(adresse(nom)).status_code == 200


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage", "etrangere"])
@pytest.mark.parametrize("nom", MODELES)
def test_no_member_comes_in(request, qui: str, nom: str):
    personne = request.getfixturevalue(qui)
    assert personne.get(adresse(nom), follow=True).status_code == 403


def test_one_enters_by_the_login_of_the_product(client, db):
    page = client.get("/admin/", follow=True)
    chemin, _, suite = page.redirect_chain[-1][0].partition("?")
    assert chemin == "/compte/connexion/"
    assert "next=" in suite
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_passwords_change_at_one_place_only(administration):
    assert administration.get("/admin/password_change/").url == "/compte/mot-de-passe/"


def test_an_account_shows_no_password(administration):
    compte = UtilisateurFactory()
    page = administration.get(adresse("utilisateur", "change", compte.pk)).content.decode()
    assert compte.email in page
    assert "password" not in page.partition("<form")[2].partition("logout")[0].lower()
    assert compte.password not in page


def test_an_account_opened_here_has_no_password(administration):
    administration.post(adresse("utilisateur", "add"), {"nom": "Nadia", "email": "N@exemple.test"})
    nadia = Utilisateur.objects.get(email="n@exemple.test")
    assert not nadia.has_usable_password()


def test_changing_an_account_keeps_its_password(administration):
    compte = UtilisateurFactory()
    saisie = {"nom": "Autre", "email": compte.email, "is_active": "on"}
    administration.post(adresse("utilisateur", "change", compte.pk), saisie)
    apres = Utilisateur.objects.get(pk=compte.pk)
    assert (apres.nom, apres.password) == ("Autre", compte.password)


def test_each_change_is_a_line_of_the_journal(administration):
    equipe = EquipeFactory()
    saisie = {"nom": "Autre nom", "slug": equipe.slug, "code_insee": "35238"}
    administration.post(adresse("equipe", "change", equipe.pk), saisie)
    ligne = Journal.objects.get()
    assert ligne.action == "administration.modifie"
    assert (ligne.objet, ligne.detail) == (f"equipe:{equipe.pk}", {"champs": ["nom"]})


def test_a_quartier_keeps_its_outline_and_takes_other_names(administration):
    quartier = QuartierFactory()
    page = administration.get(adresse("quartier", "change", quartier.pk)).content.decode()
    assert "coordinates" not in page
    saisie = {"nom": "Maurepas", "alias": "Gayeulles\n\nBellangerais\n", "population": "12000"}
    administration.post(adresse("quartier", "change", quartier.pk), saisie)
    contour = quartier.contour
    quartier.refresh_from_db()
    assert quartier.alias == ["Gayeulles", "Bellangerais"]
    assert (quartier.nom, quartier.contour) == ("Maurepas", contour)


def test_only_national_categories_show(administration, equipe):
    CategorieBesoin.objects.create(
        equipe=equipe, code="a-nous", libelle="Rien qu’à nous", domaine="droits", famille="autre"
    )
    page = administration.get(adresse("categoriebesoin")).content.decode()
    assert "CAF, aides, RSA" in page
    assert "Rien qu’à nous" not in page
