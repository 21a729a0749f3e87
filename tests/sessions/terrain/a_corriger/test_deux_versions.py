"""Two versions of one record, or two bilans of one sortie: side by side, then one is chosen."""

from typing import Any
from uuid import uuid4

import pytest

from medlove.models import Journal
from sessions.models import Bilan, Orientation, Reception, Rencontre
from tests.fabriques import OutilFactory, PartenaireFactory, SortieFactory
from tests.sessions.terrain.a_corriger.pages import adresse, mender, ouvrir
from tests.sessions.terrain.envois import Tablette, besoin

LISTE = "/a-corriger/"


@pytest.fixture
def deux(tablette: Tablette, mettre_de_cote) -> Reception:
    """A rencontre of the site, and another version of it from a cloned tablet."""
    ici = tablette.rencontre(note="Canari jaune", habite="ce_quartier")
    tablette.envoyer(ici)
    return mettre_de_cote(
        tablette.rencontre(
            ici["id"], besoins=ici["donnees"]["besoins"], genre="masculin", habite="ailleurs"
        )
    )


def ecarts(page: str) -> dict[str, bool]:
    """The fields compared, and whether each is said to differ."""
    lignes = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")[1:]
    return {
        ligne.partition('scope="row">')[2].partition("<")[0].strip(): "diffère" in ligne
        for ligne in lignes
    }


def test_28_the_two_contents_are_side_by_side_and_what_differs_is_said(coordination, deux):
    page = ouvrir(coordination, deux)
    assert ecarts(page) == {
        "Sortie": False,
        "Halte": False,
        "Besoins": False,
        "Âge": False,
        "Genre": True,
        "Lieu d’habitation": True,
        "Note": False,
    }
    for mots in ["Femme", "Homme", "Ce quartier", "Ailleurs", "Pas redite", "Canari jaune"]:
        assert mots in page


def test_28_the_version_of_the_site_is_kept(coordination, deux):
    reponse = coordination.post(adresse(deux, "garder"))
    assert reponse.url == LISTE
    assert Rencontre.objects.get().genre == "feminin"
    deux.refresh_from_db()
    assert deux.traitee_le
    assert deux.brut
    assert deux.motif == "Version du site gardée."
    assert Journal.objects.filter(action="reception_ecartee").count() == 1


def test_with_nothing_of_the_site_to_keep_a_motive_is_asked(coordination, tablette, mettre_de_cote):
    seule = mettre_de_cote(tablette.rencontre(genre="x"))
    assert coordination.post(adresse(seule, "garder")).url == adresse(seule, "ecarter")
    assert Reception.objects.a_corriger().exists()


def test_28_the_version_of_the_tablet_replaces_and_its_silence_keeps_the_note(
    coordination, tablette: Tablette, deux
):
    assert mender(coordination, deux, prendre="").url == LISTE
    rencontre = Rencontre.objects.get()
    assert (rencontre.genre, rencontre.habite) == ("masculin", "ailleurs")
    assert (rencontre.note, rencontre.edition) == ("Canari jaune", 2)
    assert rencontre.besoins.count() == 1
    assert Journal.objects.get(action="reception_corrigee").detail["verdict"] == "remplace"
    assert not Reception.objects.a_corriger().exists()


def test_a_version_with_faults_is_mended_as_it_is_taken(coordination, tablette, mettre_de_cote):
    ici = tablette.rencontre()
    tablette.envoyer(ici)
    fautive = mettre_de_cote(tablette.rencontre(ici["id"], genre="x", edition=4))
    assert mender(coordination, fautive, prendre="").status_code == 200
    assert Rencontre.objects.get().genre == "feminin"
    assert mender(coordination, fautive, prendre="", genre="autre").url == LISTE
    assert (Rencontre.objects.get().genre, Rencontre.objects.get().edition) == ("autre", 5)


def test_a_site_that_changed_since_the_page_opened_is_not_written_over(
    coordination, tablette: Tablette, deux
):
    page = {"chemins": "", "remplace": Rencontre.objects.get().empreinte, "prendre": ""}
    suite = tablette.rencontre(
        deux.element, genre="autre", remplace=Rencontre.objects.get().empreinte
    )
    assert tablette.verdicts(suite) == ["remplace"]
    reponse = coordination.post(adresse(deux), page)
    assert "La version du site a changé" in reponse.content.decode()
    assert Rencontre.objects.get().genre == "autre"


def test_an_orientation_whose_outcome_is_known_stays(coordination, tablette, mettre_de_cote):
    un = besoin(reponse="orientation")
    partenaire = str(PartenaireFactory(equipe=tablette.equipe).pk)
    orientation = {"id": str(uuid4()), "besoin": un["id"], "partenaire": partenaire}
    ici = tablette.rencontre(besoins=[un], orientations=[orientation])
    tablette.envoyer(ici)
    Orientation.objects.update(statut="accueillie")
    autre = mettre_de_cote(tablette.rencontre(ici["id"], besoins=[un], orientations=...))
    assert mender(coordination, autre, prendre="").url == LISTE
    assert Orientation.objects.get().statut == "accueillie"


def test_a_quarantined_version_whose_record_came_since_is_compared(
    coordination, tablette: Tablette, mettre_de_cote
):
    fautive = tablette.rencontre(genre="x")
    reception = mettre_de_cote(fautive)
    tablette.envoyer(tablette.rencontre(fautive["id"], genre="autre"))
    page = ouvrir(coordination, reception)
    assert ecarts(page)["Genre"]
    assert mender(coordination, reception, prendre="", genre="masculin").url == LISTE
    assert Rencontre.objects.get().genre == "masculin"


@pytest.fixture
def second_bilan(tablette: Tablette, mettre_de_cote) -> Reception:
    usage = {"outil": str(OutilFactory(equipe=tablette.equipe).pk), "reaction": "accroche"}
    sortie = {"sortie": str(tablette.sortie.pk)}
    premier = tablette.element(
        "bilan", {**sortie, "meteo": "soleil", "scene": "Une.", "outils": [usage]}
    )
    tablette.envoyer(premier)
    return mettre_de_cote(tablette.element("bilan", {**sortie, "meteo": "pluie", "scene": "Deux."}))


def test_two_bilans_of_a_sortie_are_side_by_side(coordination, second_bilan):
    page = ouvrir(coordination, second_bilan)
    assert "Cette sortie a déjà son bilan." in page
    dits = ecarts(page)
    assert (dits["Sortie"], dits["Météo"], dits["Scène"], dits["Outils"]) == (
        False,
        True,
        True,
        True,
    )


def test_the_second_bilan_takes_the_place_of_the_first(coordination, tablette, second_bilan):
    premier = Bilan.objects.get()
    assert mender(coordination, second_bilan, prendre="").url == LISTE
    bilan = Bilan.objects.get()
    assert (bilan.pk, bilan.meteo, bilan.scene, bilan.edition) == (premier.pk, "pluie", "Deux.", 2)
    assert not bilan.outils.exists()


def test_taking_it_never_moves_the_bilan_of_the_site(coordination, tablette, second_bilan):
    ailleurs = SortieFactory(equipe=tablette.equipe)
    saisi: dict[str, Any] = {"prendre": "", "sortie": str(ailleurs.pk)}
    assert mender(coordination, second_bilan, **saisi).url == LISTE
    assert Bilan.objects.get().sortie == tablette.sortie


def test_the_second_bilan_may_be_of_another_sortie(coordination, tablette, second_bilan):
    assert mender(coordination, second_bilan).status_code == 200
    ailleurs = SortieFactory(equipe=tablette.equipe)
    assert mender(coordination, second_bilan, sortie=str(ailleurs.pk)).url == LISTE
    assert Bilan.objects.get(sortie=ailleurs).meteo == "pluie"
    assert str(Bilan.objects.get(sortie=ailleurs).pk) == second_bilan.element
    assert Bilan.objects.get(sortie=tablette.sortie).meteo == "soleil"


def test_the_second_bilan_is_discarded(coordination, second_bilan):
    assert coordination.post(adresse(second_bilan, "garder")).url == LISTE
    assert Bilan.objects.get().meteo == "soleil"
