"""A file on the web: shown for what it would do, and written only after a yes."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from medlove.models import Journal
from sessions.annuaire.depot import DOSSIER
from territoires.importation.refus import typographier
from territoires.models import Partenaire
from tests.fabriques import AppartenanceFactory, PartenaireFactory, QuartierFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne
from tests.territoires.annuaire.fichiers import MAUVAIS, avec, csv_de

IMPORTER = "/partenaires/importer/"
APERCU, CONFIRMER = "/partenaires/importer/apercu/", "/partenaires/importer/confirmer/"
ABANDONNER = "/partenaires/importer/abandonner/"


def choisir(personne: Personne, octets: bytes | None = None) -> str:
    """Upload a file; the page that follows."""
    fichier = SimpleUploadedFile("partenaires.csv", csv_de() if octets is None else octets)
    return personne.post(IMPORTER, {"fichier": fichier}, follow=True).content.decode()


def accepter(personne: Personne, page: str) -> str:
    empreinte = re.search(r'name="empreinte" value="(\w+)"', page)
    return personne.post(
        CONFIRMER, {"empreinte": empreinte[1] if empreinte else ""}, follow=True
    ).content.decode()


def depots() -> list[str]:
    return default_storage.listdir(DOSSIER)[1] if default_storage.exists(DOSSIER) else []


# Who


def test_nobody_is_sent_to_the_login_page(anonyme):
    for adresse in (IMPORTER, APERCU, CONFIRMER, ABANDONNER):
        assert reverse("account_login") in anonyme.post(adresse).url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_imports(request, qui: str):
    personne = request.getfixturevalue(qui)
    for adresse in (IMPORTER, APERCU, CONFIRMER, ABANDONNER):
        assert personne.post(adresse).status_code == 403
        assert personne.get(adresse).status_code == 403
    assert not Partenaire.objects.exists()


def test_a_file_goes_to_the_equipe_of_who_chose_it(coordination, etrangere, autre_equipe):
    accepter(etrangere, choisir(etrangere))
    assert set(Partenaire.objects.values_list("equipe", flat=True)) == {autre_equipe.pk}


def test_a_file_chosen_for_one_equipe_is_not_written_in_another(coordination, autre_equipe):
    """The same coordinator changes équipe between the preview and the yes."""
    page = choisir(coordination)
    AppartenanceFactory(
        utilisateur=coordination.utilisateur, equipe=autre_equipe, role="coordination"
    )
    coordination.post(reverse("equipe:courante"), {"equipe": autre_equipe.pk})
    accepter(coordination, page)
    assert not Partenaire.objects.exists()


# The preview


def test_the_preview_shows_four_lists_and_writes_nothing(coordination, equipe):
    QuartierFactory(numero=20, nom="Le Blosne")
    PartenaireFactory(equipe=equipe, nom="Centre social d’à côté", adresse="2 rue là-bas")
    octets = avec("code_postal", "350") + b'\r\n"3","Mairie","4 rue","35000","Rennes","","","X"'
    page = choisir(coordination, octets)
    assert "Rien n’est encore écrit" in page
    for titre in ("Créés", "Modifiés", "Refusés"):
        assert f">{titre}</h2>" in page
    assert "ne se lit pas" in page
    assert "Mairie" in page
    assert Partenaire.objects.count() == 1
    assert not Journal.objects.exists()
    with lecture_seule():
        coordination.get(APERCU)


def test_a_yes_writes_what_was_shown_and_tells_it(coordination, equipe):
    rapport = accepter(coordination, choisir(coordination))
    assert "Fichier importé" in rapport
    assert Partenaire.objects.de(equipe).count() == 2
    ligne = Journal.objects.get(action="partenaires_importes")
    assert (ligne.acteur, ligne.detail["crees"]) == (coordination.utilisateur.pk, 2)
    assert depots() == []


def test_what_is_left_aside_is_said_in_its_own_words(coordination, equipe):
    colonnes = ["id", "nom", "commune", "telephone"]
    lignes = [colonnes, [str(equipe.pk), "Nous", "Rennes", ""], ["", "Mairie", "Rennes", "NC"]]
    page = choisir(coordination, csv_de(lignes))
    for dit in (page, accepter(coordination, page)):
        assert ">La nôtre</h2>" in dit
        assert "La nôtre\u202f: laissée de côté" in dit
        assert ">Valeurs non reprises</h2>" in dit
        assert ">Refusés</h2>" not in dit


def test_besoins_deduced_are_said_before_and_after(coordination):
    lignes = [["nom", "commune", "services"], ["A", "B", "Utilisation sécurisée du numérique"]]
    page = choisir(coordination, csv_de(lignes))
    for dit in (page, accepter(coordination, page)):
        assert "Besoins déduits des services, à relire\u202f: 1 fiche." in dit
    assert Partenaire.objects.get().categories.get().code == "arnaques_securite"


def test_a_correction_kept_is_shown_on_both_sides(coordination, equipe):
    accepter(coordination, choisir(coordination))
    Partenaire.objects.update(adresse="corrigée ici")
    page = choisir(coordination, avec("adresse", "9 rue neuve"))
    assert "Corrigés ici, et gardés" in page
    assert "corrigée ici" in page
    assert "9 rue neuve" in page


def test_a_no_changes_nothing_and_leaves_no_file(coordination):
    choisir(coordination)
    page = coordination.post(ABANDONNER, follow=True).content.decode()
    assert "Import abandonné" in page
    assert depots() == []
    assert not Partenaire.objects.exists()


def test_a_yes_said_twice_imports_once(coordination):
    page = choisir(coordination)
    accepter(coordination, page)
    assert "n’attend plus" in accepter(coordination, page)
    assert Partenaire.objects.count() == 2


def test_a_yes_is_given_to_what_was_shown(coordination, equipe):
    page = choisir(coordination)
    PartenaireFactory(equipe=equipe, nom="Médiathèque d’ici", adresse="1 place d’Ici")
    encore = accepter(coordination, page)
    assert "L’annuaire a changé entre-temps" in encore
    assert Partenaire.objects.count() == 1
    accepter(coordination, encore)
    assert Partenaire.objects.count() == 2


def test_a_file_waits_an_hour(coordination):
    page = choisir(coordination)
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert "n’attend plus" in accepter(coordination, page)
        assert coordination.get(APERCU).url == IMPORTER
        choisir(coordination)
        assert len(depots()) == 1
    assert not Partenaire.objects.exists()


def test_files_left_behind_are_swept(coordination, etrangere):
    choisir(etrangere)
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        choisir(coordination)
        assert len(depots()) == 1


def test_a_yes_given_to_one_file_does_not_import_another(coordination):
    premiere = choisir(coordination, avec("nom", "Médiathèque d’ici"))
    choisir(coordination, avec("nom", "Médiathèque d’ailleurs"))  # in another tab
    accepter(coordination, premiere)
    assert not Partenaire.objects.exists()


def test_nothing_is_confirmed_by_a_get(coordination):
    choisir(coordination)
    assert coordination.get(CONFIRMER).status_code == 405
    assert not Partenaire.objects.exists()


# Bad files


@pytest.mark.parametrize("nom", MAUVAIS)
def test_a_bad_file_gets_one_sentence_and_changes_nothing(coordination, nom: str):
    octets, mots = MAUVAIS[nom]
    page = choisir(coordination, octets)
    assert typographier(mots) in page.replace("&#x27;", "'")
    assert "Rien n’a été changé." in page
    assert depots() == []
    assert not Partenaire.objects.exists()


def test_no_file_at_all_is_asked_for(coordination):
    page = coordination.post(IMPORTER, {"fichier": ""}).content.decode()
    assert "Choisir le fichier à importer." in page


def test_what_a_file_holds_is_shown_as_text(coordination):
    page = choisir(coordination, avec("nom", "<script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, django_assert_max_num_queries):
    lignes = [["nom", "commune"], *([f"Lieu {n}", "Rennes"] for n in range(60))]
    choisir(coordination, csv_de(lignes))
    with django_assert_max_num_queries(8):
        coordination.get(APERCU)
