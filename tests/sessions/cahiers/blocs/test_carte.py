"""The map of the cahier: its finding, its two inks, what it does not show."""

import re

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.carte import carte, carte_du_domaine
from sessions.publication.catalogue import TOUTES, Cle, Taille
from sessions.statistiques.figures.aspects import BRIQUES, COULEURS
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere

SORTIES = {Cle("T5", f"35238-{rang}", "sorties"): 4 for rang in (1, 2)}
AN = {**SORTIES, Cle("T1", "35238-1"): 145, TOUTES: 400}


def svg(bloc: Bloc | None) -> str:
    assert bloc is not None
    assert bloc.figure is not None
    return bloc.figure.svg


def aspects(bloc: Bloc | None) -> list[str]:
    return re.findall(r'class="zone zone--(\w+)"', svg(bloc))


def test_it_tells_where_most_people_were_met() -> None:
    bloc = carte(matiere(feuillet(AN)))
    assert bloc is not None
    assert bloc.phrase == "Là où nous avons fait le plus de rencontres\u202f: Quartier A, 145."
    assert f'<title id="carte-toutes-titre">{bloc.phrase}</title>' in svg(bloc)


def test_a_trimestre_reads_its_own_table() -> None:
    cle = Cle("T6", "35238-2")
    bloc = carte(matiere(feuillet({**SORTIES, cle: 60}, periode="2025-T3")))
    assert bloc is not None
    assert "Quartier B, 60." in bloc.phrase


def test_a_quartier_without_a_sortie_one_hidden_and_one_told_look_otherwise() -> None:
    assert aspects(carte(matiere(feuillet(AN)))) == ["valeur", "masque", "jamais"]


def test_nought_and_a_value_in_a_working_version() -> None:
    bloc = carte(matiere(feuillet({**AN, Cle("T1", "35238-2"): 0}, publie=False)))
    assert aspects(bloc) == ["valeur", "zero", "jamais"]


def test_other_quartiers_are_outlines_only_in_a_cahier_of_some() -> None:
    bloc = carte(matiere(feuillet({**AN, Cle("T1", "35238-2"): 250}), ["35238-1"]))
    assert aspects(bloc) == ["valeur", "hors_choix", "hors_choix"]
    assert ">250<" not in svg(bloc)
    assert "Quartier B\u202f: hors du choix." in svg(bloc)


def test_it_is_drawn_in_the_inks_of_a_print_with_its_legend() -> None:
    dessin = svg(carte(matiere(feuillet(AN))))
    assert all(une in dessin for une in BRIQUES)
    assert not [une for une in COULEURS if une in dessin]
    assert ">moins de 50</text>" in dessin


def test_the_domain_most_heard_has_a_map_of_its_shares() -> None:
    valeurs = {
        **AN,
        Cle("T1", axe="domaine", modalite="droits"): 200,
        Cle("T1", "35238-1", "domaine", "droits"): 75,
    }
    bloc = carte_du_domaine(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "La plus grande part de rencontres portant «\u202fDroits et démarches\u202f»\u202f: "
        "Quartier A, 50\u202f%."
    )
    assert bloc.table is not None
    assert [cellule.texte for cellule in bloc.table.lignes[0].cellules] == [
        "75",
        "145",
        "50\u202f%",
    ]


def test_two_maps_in_one_document_share_no_id() -> None:
    valeurs = {
        **AN,
        Cle("T1", axe="domaine", modalite="droits"): 200,
        Cle("T1", "35238-1", "domaine", "droits"): 75,
    }
    lus = matiere(feuillet(valeurs))
    ids = [set(re.findall(r' id="([^"]+)"', svg(une(lus)))) for une in (carte, carte_du_domaine)]
    assert not ids[0] & ids[1]


def test_a_trimestre_of_a_small_season_says_why_there_is_none() -> None:
    lus = matiere(feuillet(SORTIES, periode="2025-T3", taille=Taille.PETITE))
    bloc = carte(lus)
    assert bloc is not None
    assert bloc.tu
    assert "à l’année" in bloc.phrase
    assert carte_du_domaine(lus) is None
