"""A rencontre corrected or deleted on the web."""

from typing import Any

import pytest

from medlove.models import Equipe, Journal
from sessions.empreinte import empreinte
from sessions.models import Besoin, Orientation, Reception, Rencontre, Suppression
from sessions.rencontres.services import DonneesRefusees, corriger, donnees_de, supprimer
from tests.fabriques import AppartenanceFactory, OrientationFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette, besoin


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.fixture
def rencontre(tablette: Tablette) -> Rencontre:
    envoye = tablette.rencontre(note="Contente d’avoir fini.", vecu=["fiere"])
    assert tablette.verdicts(envoye) == ["cree"]
    return Rencontre.objects.get()


def corrigee(rencontre: Rencontre, tablette: Tablette, **change: Any) -> Rencontre:
    return corriger(rencontre, {**donnees_de(rencontre), **change}, par=tablette.auteur)


def test_a_correction_is_a_new_edition_with_an_empreinte_of_its_own(
    rencontre: Rencontre, tablette: Tablette
):
    avant = rencontre.empreinte
    rendue = corrigee(rencontre, tablette, genre="masculin", besoins=[besoin(), besoin()])
    rencontre = Rencontre.objects.get()
    assert rendue == rencontre
    assert (rencontre.genre, rencontre.edition) == ("masculin", 2)
    assert rencontre.empreinte == empreinte(donnees_de(rencontre)) == rendue.empreinte != avant
    assert rencontre.besoins.count() == 2
    assert rencontre.note == "Contente d’avoir fini."


def test_a_correction_back_to_the_earlier_content_does_not_look_like_it(
    rencontre: Rencontre, tablette: Tablette
):
    avant = rencontre.empreinte
    rendue = corrigee(rencontre, tablette, genre="masculin")
    assert corrigee(rendue, tablette, genre="feminin").empreinte != avant


def test_author_and_day_of_entry_stay(rencontre: Rencontre, tablette: Tablette):
    autre = AppartenanceFactory(equipe=tablette.equipe).utilisateur
    corriger(rencontre, {**donnees_de(rencontre), "genre": "autre"}, par=autre)
    apres = Rencontre.objects.get()
    assert (apres.auteur, apres.saisi_le) == (rencontre.auteur, rencontre.saisi_le)
    assert (apres.jour, apres.saisie) == (rencontre.jour, rencontre.saisie)


def test_an_absent_note_stays_and_none_erases_it(rencontre: Rencontre, tablette: Tablette):
    sans_note = {nom: dit for nom, dit in donnees_de(rencontre).items() if nom != "note"}
    rendue = corriger(rencontre, sans_note, par=tablette.auteur)
    assert Rencontre.objects.get().note == "Contente d’avoir fini."
    corriger(rendue, {**sans_note, "note": None}, par=tablette.auteur)
    assert Rencontre.objects.get().note == ""


@pytest.mark.parametrize(
    ("change", "motifs"),
    [
        (
            {"tranche_age": "12-18"},
            {"tranche_age": "L’âge «\u202f12-18\u202f» n’est pas dans la liste."},
        ),
        ({"sortie": None}, {"sortie": "La sortie manque."}),
        ({"besoins": []}, {"besoins": "Le besoin manque."}),
        ({"note": "a" * 281}, {"note": "La note dépasse 280 caractères\u202f: raccourcir."}),
        (
            {"tranche_age": "mineur"},
            {
                "note": "Pas de note pour une personne mineure\u202f: l’effacer.",
                "vecu": "Pas de vécu pour une personne mineure\u202f: l’effacer.",
            },
        ),
        (
            {"besoins": [besoin(reponse="peut_etre")]},
            {"besoins.0.reponse": ("La réponse «\u202fpeut_etre\u202f» n’est pas dans la liste.")},
        ),
        (
            {"halte": "00000000-0000-4000-8000-000000000000"},
            {"halte": "Cette halte n’est pas connue."},
        ),
        ({"note": "\ud800"}, {"": "Un caractère ou un nombre est illisible."}),
    ],
)
def test_what_cannot_be_kept_is_refused_field_by_field_and_nothing_is_written(
    rencontre: Rencontre, tablette: Tablette, change: dict[str, Any], motifs: dict[str, str]
):
    with pytest.raises(DonneesRefusees) as refus:
        corrigee(rencontre, tablette, **change)
    assert refus.value.motifs == motifs
    assert Rencontre.objects.get().empreinte == rencontre.empreinte
    assert not Journal.objects.filter(action="rencontre_corrigee").exists()


def test_a_correction_keeps_the_orientations_that_have_an_outcome(
    rencontre: Rencontre, tablette: Tablette
):
    OrientationFactory(besoin=Besoin.objects.get(), statut="accueillie")
    corrigee(rencontre, tablette, besoins=[besoin()], orientations=[])
    assert Orientation.objects.get().statut == "accueillie"


def test_the_journal_names_the_fields_and_never_what_they_hold(
    rencontre: Rencontre, tablette: Tablette
):
    rencontre.auteur = AppartenanceFactory(equipe=rencontre.equipe).utilisateur
    rencontre.save()
    corrigee(rencontre, tablette, genre="masculin", note="Un canari chante.")
    ligne = Journal.objects.get(action="rencontre_corrigee")
    assert ligne.acteur == tablette.auteur.pk
    assert ligne.objet == f"rencontre:{rencontre.pk}"
    assert ligne.detail == {"champs": ["genre", "note"]}


def test_the_journal_does_not_outlive_the_name_of_the_author(
    rencontre: Rencontre, tablette: Tablette
):
    """Twelve months of « who corrected which » would tell what is erased at ninety days."""
    corrigee(rencontre, tablette, genre="masculin")
    membre = Personne(tablette.auteur)
    lue = Rencontre.objects.get()
    lue.note = "Cherche un lit."
    lue.save()
    assert membre.get(f"/rencontres/{rencontre.pk}/").status_code == 200
    lignes = Journal.objects.filter(action__in=["rencontre_corrigee", "notes_lues"])
    assert [(une.acteur, une.objet) for une in lignes] == [(tablette.auteur.pk, "")] * 2


def test_a_correction_turns_the_tablet_s_own_edit_into_a_conflict(
    rencontre: Rencontre, tablette: Tablette
):
    corrigee(rencontre, tablette, genre="masculin")
    en_retard = tablette.rencontre(
        str(rencontre.pk), edition=2, habite="ailleurs", remplace=rencontre.empreinte
    )
    assert tablette.verdicts(en_retard) == ["conflit"]


def test_a_deletion_is_for_good_and_leaves_an_id_and_a_line(
    rencontre: Rencontre, tablette: Tablette
):
    supprimer(rencontre, par=tablette.auteur)
    assert not Rencontre.objects.exists()
    assert not Besoin.objects.exists()
    suppression = Suppression.objects.get()
    assert (str(suppression.pk), suppression.type) == (Reception.objects.get().element, "rencontre")
    assert Reception.objects.get().brut is None
    assert Journal.objects.filter(action="rencontre_supprimee").count() == 1
