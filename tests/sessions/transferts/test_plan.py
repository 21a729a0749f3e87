"""What a file would do: values read, matched, refused, and what would be created."""

from datetime import date, time

import pytest

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Sortie
from sessions.transferts import notes
from sessions.transferts.champs import CHAMPS, proposer
from sessions.transferts.lecture import ECARTER, RIEN, Choix
from sessions.transferts.notes import Verdict
from sessions.transferts.plan import Plan
from sessions.transferts.repertoire import Territoire
from sessions.transferts.services.importation import prevoir
from sessions.transferts.tableau import lire
from territoires.models import Lieu, Quartier
from tests.fabriques import HalteFactory, SortieFactory, publiee
from tests.sessions.transferts.fichiers import DE_LA_COOP, ENTETES, LIGNE, de_la_coop, en_csv


def plan_de(equipe: Equipe, *rangees: list[str], **choix: object) -> Plan:
    tableau = lire(en_csv(rangees))
    return prevoir(tableau, Choix(colonnes=proposer(tableau.colonnes), **choix), equipe)


def plan_d_une(equipe: Equipe, **dit: object) -> Plan:
    """Of one row: what it says besides a day, a créneau, a quartier and a besoin."""
    ligne = {"Date": "12/03/2026", "Créneau": "Matin", "Quartier": "Centre", "Besoin": "Discuter"}
    ligne |= {nom.replace("_", " "): str(valeur) for nom, valeur in dit.items()}
    return plan_de(equipe, [*ligne], [*ligne.values()])


def test_every_heading_of_ours_is_recognised() -> None:
    entetes = [champ.entete for champ in CHAMPS]
    assert list(proposer(entetes).values()) == [champ.code for champ in CHAMPS]


def test_a_good_row_would_create_a_sortie_and_its_rencontre(
    equipe: Equipe, centre: Quartier
) -> None:
    plan = plan_de(equipe, ENTETES, LIGNE)
    assert plan.importable
    assert plan.comptes == {"sorties": 1, "haltes": 0, "rencontres": 1, "besoins": 1}
    rencontre = plan.rencontres[0]
    assert rencontre.sortie == (date(2026, 3, 12), "matin", centre.pk)
    assert rencontre.champs == {"tranche_age": "40_59", "genre": "feminin"}
    assert rencontre.besoins[0].categorie == "aides_prestations"
    assert rencontre.besoins[0].reponse == "orientation"


@pytest.mark.parametrize(
    ("colonne", "ecrit", "lu"),
    [
        ("Âge", "34", "25_39"),
        ("Âge", "70 ans et plus", "70_plus"),
        ("Âge", "Mineur(e)", "mineur"),
        ("Âge", "tranche_age", None),
        ("Genre", "F", "feminin"),
        ("Genre", "masculin", "masculin"),
        ("Durée", "45", "30_60"),
        ("Durée", "1 h 30", "plus_60"),
        ("Durée", "De 5 à 15", None),
        ("Nombre_de_personnes", "4", "3_5"),
        ("Déjà_venue", "oui", "deja_venue"),
        ("Activité", "Retraité", "retraite"),
    ],
)
def test_a_value_is_read_by_its_label_its_code_its_number_or_that_of_la_coop(
    equipe: Equipe, centre: Quartier, colonne: str, ecrit: str, lu: str | None
) -> None:
    plan = plan_d_une(equipe, **{colonne: ecrit})
    if lu is None:
        assert [*plan.a_associer.values()] == [{ecrit: 1}]
        return
    assert [*plan.rencontres[0].champs.values()] == [lu]


@pytest.mark.parametrize(
    "ecrite",
    [
        *("12/03/2026", "12-03-26", "2026-03-12", "2026-03-12T14:05:00", "46093"),
        *("12 mars 2026", "jeudi 12 mars 2026", "Jeu. 12 MARS 26"),
    ],
)
def test_a_day_is_read_as_spreadsheets_write_it(
    equipe: Equipe, centre: Quartier, ecrite: str
) -> None:
    plan = plan_d_une(equipe, Date=ecrite)
    if ecrite.isdigit():  # in a CSV file a number is text
        assert plan.refus
        return
    assert plan.rencontres[0].sortie[0] == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [
        ("1er février 2026", date(2026, 2, 1)),
        ("1 fevr. 26", date(2026, 2, 1)),
        ("12 juil. 2026", date(2026, 7, 12)),
        ("3 août 2026", date(2026, 8, 3)),
    ],
)
def test_a_month_is_read_in_letters(
    equipe: Equipe, centre: Quartier, ecrite: str, lue: date
) -> None:
    assert plan_d_une(equipe, Date=ecrite).rencontres[0].sortie[0] == lue


@pytest.mark.parametrize("dit", ["AM", "Après-midi ou soir"])
def test_am_is_asked_rather_than_guessed_the_morning_or_the_afternoon(
    equipe: Equipe, centre: Quartier, dit: str
) -> None:
    assert plan_d_une(equipe, Créneau=dit).a_associer == {"creneau": {dit: 1}}


@pytest.mark.parametrize(
    ("dit", "code"), [("Ameli", "sante_secu_handicap"), ("passeport", "papiers_etat_civil")]
)
def test_the_words_of_a_chip_lead_to_its_category(equipe: Equipe, dit: str, code: str) -> None:
    assert Territoire(equipe).candidates(dit) == [code]


@pytest.mark.parametrize(
    ("dit", "motif"),
    [
        ({"Date": ""}, "la date manque"),
        ({"Date": "hier"}, "ne se lit pas"),
        ({"Date": "31/02/2026"}, "ne se lit pas"),
        ({"Date": "12 jui 2026"}, "ne se lit pas"),
        ({"Date": "12 mois 2026"}, "ne se lit pas"),
        ({"Date": "21/11/2026"}, "dans l’avenir"),
        ({"Date": "12/03/2023"}, "ne se gardent plus"),
        ({"Créneau": ""}, "le créneau manque"),
        ({"Quartier": ""}, "le quartier manque"),
        ({"Arrivée": "15:00", "Départ": "14:00"}, "après l’arrivée"),
        ({"Arrivée": "bientôt"}, "heure ne se lit pas"),
        ({"Passages": "beaucoup"}, "nombre entier"),
        ({"Besoin": "", "Âge": "34"}, "le besoin manque"),
        ({"Besoin": "", "Réponse": "Orientée"}, "le besoin manque"),
        ({"Non-recours": "Ne savait pas"}, "droit ou une démarche"),
        ({"Âge": "Mineur(e)", "Vécu_exprimé": "En colère"}, "personne mineure"),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_why(
    equipe: Equipe, centre: Quartier, dit: dict[str, str], motif: str
) -> None:
    plan = plan_d_une(equipe, **dit)
    assert not plan.importable
    assert [un.numero for un in plan.refus] == [2]
    assert motif in plan.refus[0].motif


def test_one_bad_row_refuses_the_file(equipe: Equipe, centre: Quartier) -> None:
    plan = plan_de(equipe, ENTETES, LIGNE, ["demain", *LIGNE[1:]])
    assert (plan.acceptees, len(plan.refus), plan.importable) == (1, 1, False)


def test_an_unknown_value_is_listed_once_and_matched(equipe: Equipe, centre: Quartier) -> None:
    autre = ["12/03/2026", "Matin", "Centre", "Courses", "Oui", "?", "Femme"]
    plan = plan_de(equipe, ENTETES, autre, autre, LIGNE)
    assert plan.a_associer == {
        "besoin": {"Courses": 2},
        "reponse": {"Oui": 2},
        "tranche_age": {"?": 2},
    }
    associees = {
        "besoin": {"Courses": "se_nourrir_s_equiper"},
        "reponse": {"Oui": "sur_place"},
        "tranche_age": {"?": RIEN},
    }
    plan = plan_de(equipe, ENTETES, autre, autre, LIGNE, valeurs=associees)
    assert plan.importable
    assert plan.rencontres[0].champs == {"genre": "feminin"}
    assert plan.rencontres[0].besoins[0].categorie == "se_nourrir_s_equiper"


def test_rows_of_a_value_may_be_left_aside(equipe: Equipe, centre: Quartier) -> None:
    enfant = [*LIGNE[:5], "Moins de 12 ans", "Femme"]
    plan = plan_de(
        *(equipe, ENTETES, enfant, LIGNE),
        valeurs={"tranche_age": {"Moins de 12 ans": ECARTER}},
    )
    assert [un.numero for un in plan.ecartees] == [2]
    assert (plan.acceptees, len(plan.rencontres), plan.importable) == (1, 1, True)


def test_a_column_of_many_unknown_values_is_not_the_right_one(
    equipe: Equipe, centre: Quartier
) -> None:
    plan = plan_de(equipe, ENTETES, *([*LIGNE[:3], f"Besoin {n}", *LIGNE[4:]] for n in range(200)))
    assert "200 valeurs" in plan.manques[0]


def test_la_coop_is_read_with_its_labels(
    equipe: Equipe, place: Lieu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "_branche", [])  # its notes: see below
    plan = plan_de(
        equipe,
        *DE_LA_COOP,
        de_la_coop("E-mail\nSanté"),
        de_la_coop("Aide aux démarches administratives\nLogement", age="Non communiqué"),
        creneau="matin",
    )
    assert plan.importable
    besoins = [[un.categorie for un in une.besoins] for une in plan.rencontres]
    assert besoins == [["courriel", "sante_en_ligne"], ["logement"]]
    assert plan.rencontres[0].champs == {
        "tranche_age": "25_39",
        "genre": "feminin",
        "activite": "retraite",
        "duree": "30_60",
    }
    assert [cle.lieu for cle in plan.haltes] == [place.pk]


def test_a_theme_of_la_coop_that_may_mean_several_categories_is_asked(
    equipe: Equipe, place: Lieu
) -> None:
    plan = plan_de(equipe, *DE_LA_COOP, de_la_coop("Argent - Impôts"), creneau="matin")
    assert plan.a_associer == {"besoin": {"Argent - Impôts": 1}}
    assert {"aides_prestations", "retraite"} <= set(plan.territoire.candidates("Argent - Impôts"))


def test_without_a_detector_free_text_is_dropped_and_said(
    equipe: Equipe, place: Lieu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "_branche", [])
    plan = plan_de(equipe, *DE_LA_COOP, de_la_coop("E-mail"), creneau="matin")
    assert "note" not in plan.rencontres[0].champs
    assert "ne s’importe pas" in plan.avertissements[0]


@pytest.fixture
def detecteur():
    notes.brancher(lambda equipe: lambda texte: Verdict.BLOQUE if "Sam" in texte else Verdict.OK)
    yield
    notes.brancher(notes.detecteur_de_l_equipe)


@pytest.mark.usefixtures("detecteur")
@pytest.mark.parametrize(
    ("note", "motif"),
    [
        ("Un code perdu", ""),
        ("Sam a perdu son code", "dit de qui"),
        ("a" * 281, "280 signes"),
    ],
)
def test_with_one_a_note_goes_through_it(
    equipe: Equipe, centre: Quartier, note: str, motif: str
) -> None:
    plan = plan_d_une(equipe, Note=note)
    if motif:
        assert motif in plan.refus[0].motif
    else:
        assert plan.rencontres[0].champs["note"] == note


@pytest.mark.usefixtures("detecteur")
def test_a_minor_has_no_note(equipe: Equipe, centre: Quartier) -> None:
    assert "mineure" in plan_d_une(equipe, Âge="15", Note="Un code").refus[0].motif


def test_rows_of_a_halte_share_it_and_count_its_passages_once(equipe: Equipe, place: Lieu) -> None:
    entetes = ["Date", "Lieu", "Arrivée", "Départ", "Passages", "Refus", "Besoin"]
    ici = ["12/03/2026", "Place 1", "14:05", "16:00"]
    plan = plan_de(
        *(equipe, entetes, [*ici, "9", "2", "Discuter"], [*ici, "", "", "Discuter"]),
        [*ici, "9", "", ""],
    )
    assert plan.comptes == {"sorties": 1, "haltes": 1, "rencontres": 2, "besoins": 2}
    assert plan.totaux == {"passages": 9, "refus": 2}
    (cle,) = plan.haltes
    assert (cle.arrivee, cle.depart) == (time(14), time(16))
    assert cle.sortie[1] == "apres_midi"


def test_two_counts_for_one_halte_are_refused(equipe: Equipe, place: Lieu) -> None:
    entetes = ["Date", "Créneau", "Lieu", "Passages"]
    ici = ["12/03/2026", "Matin", "Place 1"]
    plan = plan_de(equipe, entetes, [*ici, "9"], [*ici, "8"])
    assert "ligne 2" in plan.refus[0].motif


def test_a_sortie_already_there_is_joined_and_said(equipe: Equipe, centre: Quartier, place: Lieu):
    sortie = SortieFactory(equipe=equipe, date=date(2026, 3, 12), creneau="matin", quartier=centre)
    halte = HalteFactory(sortie=sortie, lieu=place)
    plan = plan_d_une(equipe, Lieu="Place 1")
    assert plan.comptes == {"sorties": 0, "haltes": 0, "rencontres": 1, "besoins": 1}
    assert plan.rejointes == 1
    assert [une.existante for une in plan.haltes.values()] == [halte.pk]
    Sortie.objects.update(statut=Sortie.PLANIFIEE)
    assert plan_d_une(equipe).rejointes == 0


def test_the_quartier_lieu_and_category_of_another_equipe_are_not_known(
    equipe: Equipe, autre_equipe: Equipe, centre: Quartier, place: Lieu
) -> None:
    CategorieBesoin.objects.create(equipe=autre_equipe, code="a_eux", libelle="À eux")
    Lieu.objects.update(equipe=autre_equipe)
    plan = plan_d_une(equipe, Lieu="Place 1", Besoin="À eux")
    assert set(plan.a_associer) == {"lieu", "besoin"}


def test_a_published_period_is_said(equipe: Equipe, centre: Quartier) -> None:
    code = publiee(equipe)["periode"]
    plan = plan_d_une(equipe, Date=f"02/01/{code[:4]}")
    assert plan.importable
    assert plan.publications == [code]


def test_what_no_column_says_is_asked(equipe: Equipe) -> None:
    assert len(plan_de(equipe, ["Genre", "Âge"], ["F", "34"]).manques) == 2


def test_a_plan_takes_as_many_queries_for_10_rows_as_for_20(
    equipe: Equipe, centre: Quartier, django_assert_num_queries
) -> None:
    for combien in (10, 20):
        with django_assert_num_queries(5):
            plan_de(equipe, ENTETES, *[LIGNE] * combien)
