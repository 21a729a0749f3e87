"""Blocs of records: only the équipe's, the period's, the quartiers'; and what each may tell."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from sessions.cahiers.blocs import frise, haltes, outils, paroles, recueil, scenes
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.matiere import lire
from sessions.models import Bilan, Cahier, Sortie, UsageOutil
from territoires.models import Quartier
from tests.fabriques import (
    BilanFactory,
    HalteFactory,
    LieuFactory,
    OutilFactory,
    ParoleFactory,
    QuartierFactory,
    SortieFactory,
)

RECUEILLIS = ["frise", "haltes", "scenes", "paroles", "outils"]
PREMIER, DERNIER = datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)


@pytest.fixture
def blosne() -> Quartier:
    return QuartierFactory(numero=12, nom="Le Blosne")


@pytest.fixture
def maurepas() -> Quartier:
    return QuartierFactory(numero=5, nom="Maurepas")


@pytest.fixture
def raconter(equipe: Equipe, blosne: Quartier) -> Callable[..., Sortie]:
    """A sortie with a halte at a lieu, a scène kept, a parole and an outil, all marked."""

    def raconter(marque: str, **champs: Any) -> Sortie:
        champs = {"equipe": equipe, "quartier": blosne, **champs}
        sortie = SortieFactory(**champs)
        lieu = LieuFactory(
            equipe=sortie.equipe, quartier=sortie.quartier, nom=f"Place {marque}", genre="marche"
        )
        HalteFactory(sortie=sortie, lieu=lieu)
        bilan = BilanFactory(
            sortie=sortie, scene=f"Scène {marque}.", choix_de_la_scene=Bilan.GARDEE
        )
        mois = sortie.date.month
        ParoleFactory(
            equipe=sortie.equipe,
            quartier=sortie.quartier,
            texte=f"Parole {marque}.",
            trimestre=f"{sortie.date.year}-T{(mois + 2) // 3}",
        )
        outil = OutilFactory(equipe=sortie.equipe, nom=f"Outil {marque}", is_active=False)
        UsageOutil.objects.create(bilan=bilan, outil=outil, reaction="accroche")
        return sortie

    return raconter


def imprimes(cahier: Cahier) -> str:
    matiere = lire(cahier)
    return "\n".join(_imprime(BLOCS[code](matiere)) for code in RECUEILLIS)


def _imprime(bloc: Bloc) -> str:
    return render_to_string(bloc.gabarit, {"bloc": bloc})


def test_what_the_equipe_lived_in_the_period_is_told(
    raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    raconter("vue")
    page = imprimes(cahier)
    for dit in ("Place vue", "Marché", "Scène vue.", "Parole vue.", "Outil vue", "Le Blosne"):
        assert dit in page


@pytest.mark.parametrize(
    ("jour", "dedans"),
    [
        (PREMIER - datetime.timedelta(1), False),
        (PREMIER, True),
        (DERNIER, True),
        (DERNIER + datetime.timedelta(1), False),
    ],
)
def test_both_days_of_the_period_are_in_and_those_around_are_not(
    jour: datetime.date, dedans: bool, raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    raconter("bord", date=jour)
    page = imprimes(cahier)
    for dit in ("Place bord", "Scène bord.", "Parole bord.", "Outil bord"):
        assert (dit in page) is dedans, dit
    assert BLOCS["frise"](lire(cahier)).tu is not dedans


def test_nothing_of_another_equipe_appears(
    raconter: Callable[..., Sortie], cahier: Cahier, autre_equipe: Equipe, blosne: Quartier
) -> None:
    raconter("voisine", equipe=autre_equipe)
    assert "voisine" not in imprimes(cahier)
    assert "Le Blosne" not in imprimes(cahier)


@pytest.mark.parametrize("statut", [Sortie.PLANIFIEE, Sortie.ANNULEE])
def test_a_sortie_that_did_not_take_place_is_not_told(
    statut: str, raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    raconter("rêvée", statut=statut, motif_annulation="Pluie")
    page = imprimes(cahier)
    assert "Place rêvée" not in page
    assert "Scène rêvée" not in page
    assert BLOCS["frise"](lire(cahier)).tu


def test_a_cahier_of_chosen_quartiers_keeps_only_theirs_and_what_says_no_quartier(
    raconter: Callable[..., Sortie],
    cahier: Cahier,
    blosne: Quartier,
    maurepas: Quartier,
    equipe: Equipe,
) -> None:
    raconter("ici", quartier=blosne)
    raconter("ailleurs", quartier=maurepas)
    ParoleFactory(equipe=equipe, quartier=None, texte="Parole de nulle part.")
    assert "Place ailleurs" in imprimes(cahier)
    cahier.quartiers.add(blosne)
    page = imprimes(cahier)
    assert "ailleurs" not in page
    assert "Maurepas" not in page
    for dit in ("Place ici", "Scène ici.", "Parole ici.", "Outil ici", "Parole de nulle part."):
        assert dit in page


def test_a_stop_on_the_way_is_told_with_its_own_quartier(
    cahier: Cahier, equipe: Equipe, blosne: Quartier, maurepas: Quartier
) -> None:
    sortie = SortieFactory(equipe=equipe, quartier=blosne)
    HalteFactory(
        sortie=sortie,
        quartier=maurepas,
        lieu=LieuFactory(equipe=equipe, quartier=maurepas, nom="Place du détour"),
    )
    cahier.quartiers.add(maurepas)
    matiere = lire(cahier)
    assert "Place du détour" in _imprime(haltes.haltes(matiere))
    lue = frise.frise(matiere)
    assert lue.table is not None
    assert [ligne.libelle for ligne in lue.table.lignes] == ["Maurepas"]
    assert "1 sortie dans 1 quartier" in lue.phrase


@pytest.mark.parametrize("code", RECUEILLIS)
def test_an_empty_period_says_so_in_a_sentence(code: str, cahier: Cahier) -> None:
    bloc = BLOCS[code](lire(cahier))
    assert bloc.tu
    assert bloc.phrase.endswith(".")
    assert bloc.phrase in _imprime(bloc)


# --- The frise ----------------------------------------------------------------------


def test_the_frise_says_when_it_began_and_where_the_bike_went_most(
    cahier: Cahier, equipe: Equipe, blosne: Quartier, maurepas: Quartier
) -> None:
    for jour, quartier in [(3, blosne), (10, blosne), (17, maurepas)]:
        SortieFactory(equipe=equipe, quartier=quartier, date=datetime.date(2026, 7, jour))
    SortieFactory(equipe=equipe, quartier=blosne, date=datetime.date(2026, 9, 1))
    lue = frise.frise(lire(cahier))
    assert lue.phrase == (
        "Du vendredi 3 juillet au mardi 1er septembre, 4 sorties dans 2 quartiers\u202f; "
        "le plus souvent, Le Blosne."
    )
    assert lue.figure is not None
    assert lue.figure.texte == lue.phrase
    assert lue.figure.svg.count("<circle") == 4


def test_the_table_of_the_frise_counts_by_quartier_and_by_month(
    cahier: Cahier, equipe: Equipe, blosne: Quartier, maurepas: Quartier
) -> None:
    for mois, jour, quartier in [(7, 3, blosne), (7, 10, blosne), (9, 1, maurepas)]:
        SortieFactory(equipe=equipe, quartier=quartier, date=datetime.date(2026, mois, jour))
    table = frise.frise(lire(cahier)).table
    assert table is not None
    assert table.colonnes == ("juil.", "août", "sept.", "Total")
    lues = {ligne.libelle: [un.texte for un in ligne.cellules] for ligne in table.lignes}
    assert lues == {"Maurepas": ["0", "0", "1", "1"], "Le Blosne": ["2", "0", "0", "2"]}


def test_a_short_season_of_a_long_period_fills_the_frise(
    cahier: Cahier, equipe: Equipe, blosne: Quartier
) -> None:
    cahier.periode = "2026"
    for jour in (datetime.date(2026, 8, 4), datetime.date(2026, 9, 29)):
        SortieFactory(equipe=equipe, quartier=blosne, date=jour)
    lue = frise.frise(lire(cahier))
    assert lue.table is not None
    assert lue.table.colonnes == ("août", "sept.", "Total")
    assert lue.figure is not None
    assert "août" in lue.figure.svg
    assert "juin" not in lue.figure.svg


# --- Haltes, scènes, paroles ----------------------------------------------------------


def test_a_lieu_is_named_once_however_often_the_bike_stopped_and_never_with_a_count(
    cahier: Cahier, equipe: Equipe, blosne: Quartier
) -> None:
    lieu = LieuFactory(equipe=equipe, quartier=blosne, nom="Place des Tilleuls")
    for jour in range(1, 8):
        HalteFactory(
            sortie__equipe=equipe,
            sortie__quartier=blosne,
            sortie__date=datetime.date(2026, 7, jour),
            lieu=lieu,
        )
    page = _imprime(haltes.haltes(lire(cahier)))
    assert page.count("Place des Tilleuls") == 1
    assert "7" not in page


def test_a_scene_tells_its_quartier_and_its_month_never_its_day_nor_its_crew(
    raconter: Callable[..., Sortie], cahier: Cahier, mediation: Any
) -> None:
    sortie = raconter("contée", date=datetime.date(2026, 8, 23), auteur=mediation.utilisateur)
    sortie.equipage.add(mediation.utilisateur)
    page = _imprime(scenes.scenes(lire(cahier)))
    assert "Le Blosne<br>août 2026" in page
    assert "23" not in page
    assert mediation.utilisateur.nom not in page


@pytest.mark.parametrize("choix", ["", Bilan.ECARTEE])
def test_a_scene_that_the_coordination_did_not_keep_stays_inside(
    choix: str, raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    raconter("secrète")
    Bilan.objects.update(choix_de_la_scene=choix)
    assert scenes.scenes(lire(cahier)).tu


def test_twelve_scenes_at_most_and_how_many_others(
    raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    for rang in range(15):
        raconter(f"n°{rang}")
    lues = scenes.scenes(lire(cahier))
    assert len(lues.elements["scenes"]) == 12
    assert "Et 3 autres scènes" in _imprime(lues)


def test_a_parole_says_its_quartier_and_its_domain_and_no_more(
    cahier: Cahier, equipe: Equipe, blosne: Quartier
) -> None:
    ParoleFactory(equipe=equipe, texte="On ose.", quartier=blosne, domaine="droits")
    ParoleFactory(equipe=equipe, texte="On rit.", quartier=None, domaine="")
    dites = {une.texte: une.de for une in paroles.paroles(lire(cahier)).elements["paroles"]}
    assert dites == {"On ose.": "Le Blosne, Droits et démarches", "On rit.": ""}


def test_the_words_of_a_bilan_are_not_a_parole(cahier: Cahier, equipe: Equipe) -> None:
    BilanFactory(sortie__equipe=equipe, parole="Brute.", parole_relue=True)
    assert paroles.paroles(lire(cahier)).tu


def test_of_the_same_parole_told_twice_that_which_says_its_quartier_is_kept(
    cahier: Cahier, equipe: Equipe, blosne: Quartier
) -> None:
    for quartier in (None, blosne, None):
        ParoleFactory(equipe=equipe, texte="On ose.", quartier=quartier)
    (dite,) = paroles.paroles(lire(cahier)).elements["paroles"]
    assert dite.quartier == "Le Blosne"


@given(textes=st.lists(st.text(min_size=1), unique=True))
def test_the_order_does_not_depend_on_that_of_the_rows(textes: list[str]) -> None:
    paires = [(texte, texte) for texte in textes]
    attendu = recueil.sans_ordre(paires)
    assert {" ".join(un.split()) for un in attendu} == {" ".join(un.split()) for un in textes}
    endroit = [" ".join(un.split()) for un in attendu]
    envers = [" ".join(un.split()) for un in recueil.sans_ordre(reversed(paires))]
    assert endroit == envers


# --- Outils ---------------------------------------------------------------------------


def test_the_card_of_an_outil_says_how_to_play_and_what_it_gave(
    cahier: Cahier, equipe: Equipe
) -> None:
    outil = OutilFactory(
        equipe=equipe, nom="La roue", regles="Tourner.\n\nRaconter.", minutes=10, credit="Nous"
    )
    for reaction in ("accroche", "accroche", "bloque"):
        bilan = BilanFactory(sortie__equipe=equipe)
        UsageOutil.objects.create(bilan=bilan, outil=outil, reaction=reaction)
    lu = outils.outils(lire(cahier))
    (carte,) = lu.elements["cartes"]
    assert carte.regles == ["Tourner.", "Raconter."]
    assert carte.usages == ("Utilisé dans 3 sorties\u202f: il a accroché 2 fois, bloqué 1 fois.")
    page = _imprime(lu)
    assert "<li>Raconter.</li>" in page
    assert "10\u00a0min" in page


def test_an_outil_no_longer_proposed_and_not_used_has_no_card(
    cahier: Cahier, equipe: Equipe
) -> None:
    OutilFactory(equipe=equipe, nom="L’ancien", is_active=False)
    OutilFactory(equipe=equipe, nom="Le neuf")
    lues = outils.outils(lire(cahier)).elements["cartes"]
    assert [(une.outil.nom, une.usages) for une in lues] == [("Le neuf", "Pas encore sorti.")]


def test_as_many_queries_for_twenty_sorties_as_for_ten(
    raconter: Callable[..., Sortie], cahier: Cahier
) -> None:
    def requetes() -> int:
        matiere = lire(cahier)
        with CaptureQueriesContext(connection) as lues:
            for code in RECUEILLIS:
                _imprime(BLOCS[code](matiere))
        return len(lues)

    for rang in range(10):
        raconter(f"a{rang}")
    dix = requetes()
    for rang in range(10):
        raconter(f"b{rang}")
    assert requetes() == dix
