from django.urls import reverse

from medlove.equipe.services import DERNIERE_COORDINATION
from medlove.models import Journal, Role
from tests.fabriques import AppartenanceFactory
from tests.personnes import Personne


def adresse(personne) -> str:
    return reverse("equipe:membre", args=[personne.utilisateur.pk])


def test_a_coordinator_changes_role_and_metier(coordination, mediation):
    coordination.post(adresse(mediation), {"role": "pilotage", "metier": "travail_social"})
    appartenance = mediation.utilisateur.appartenances.get()
    assert (appartenance.role, appartenance.metier) == ("pilotage", "travail_social")
    assert Journal.objects.get(action="membre.change").detail["role"] == "pilotage"


def test_an_unknown_role_is_refused(coordination, mediation):
    reponse = coordination.post(adresse(mediation), {"role": "reine", "metier": ""})
    assert reponse.context["form"].errors["role"]


def test_the_last_coordinator_keeps_the_role(coordination):
    page = coordination.post(adresse(coordination), {"role": "mediation", "metier": ""})
    assert DERNIERE_COORDINATION in page.content.decode()
    assert coordination.utilisateur.appartenances.get().role == Role.COORDINATION


def test_who_gives_their_own_role_away_comes_back_to_the_home(coordination, equipe):
    AppartenanceFactory(equipe=equipe, role=Role.COORDINATION)
    reponse = coordination.post(adresse(coordination), {"role": "pilotage", "metier": ""})
    assert reponse.url == reverse("accueil")


def test_the_page_of_a_member_in_place_shows_no_link(coordination, mediation):
    assert "/equipe/invitation/" not in coordination.get(adresse(mediation)).content.decode()


def test_a_member_is_taken_out_then_back(coordination, mediation):
    pk = mediation.utilisateur.pk
    coordination.post(reverse("equipe:desactiver", args=[pk]))
    assert mediation.get("/equipe/").url.startswith("/compte/connexion/")
    coordination.post(reverse("equipe:reactiver", args=[pk]))
    mediation.utilisateur.refresh_from_db()
    assert Personne(mediation.utilisateur).get("/equipe/").status_code == 200
    actions = Journal.objects.filter(action__startswith="membre.").values_list("action", flat=True)
    assert list(actions) == ["membre.reactive", "membre.desactive"]


def test_the_last_coordinator_cannot_leave(coordination):
    page = coordination.post(
        reverse("equipe:desactiver", args=[coordination.utilisateur.pk]), follow=True
    )
    assert DERNIERE_COORDINATION in page.content.decode()
    assert coordination.utilisateur.appartenances.get().is_active
