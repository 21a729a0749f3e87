"""A year by trimestre."""

from sessions.cahiers.blocs.trimestres import trimestres
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.tables import Feuillet
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere

SORTIES = {Cle("T5", f"35238-{rang}", "sorties"): 4 for rang in (1, 2)}


def annee(**nombres: int) -> Feuillet:
    """Quartier A by trimestre (« t1 »…), the other cells hidden."""
    lu = feuillet(SORTIES)
    siens = {(f"2025-{quand.upper()}", Cle("T6", "35238-1")): un for quand, un in nombres.items()}
    return feuillet_avec(lu, siens)


def feuillet_avec(lu: Feuillet, siens: dict[tuple[str, Cle], int]) -> Feuillet:
    return Feuillet(
        lu.periode, lu.trimestres, {**lu.valeurs, **siens}, lu.libelles, lu.noms, lu.masque
    )


def test_it_tells_the_greatest_and_draws_every_quartier_we_went_to() -> None:
    bloc = trimestres(matiere(annee(t1=40, t2=95)))
    assert bloc is not None
    assert bloc.phrase == (
        "Le plus de rencontres en un trimestre\u202f: Quartier A, 95 au 2e\u00a0trimestre 2025."
    )
    assert bloc.table is not None
    assert [une.libelle for une in bloc.table.lignes] == ["Quartier A", "Quartier B"]
    assert [lue.texte for lue in bloc.table.lignes[0].cellules] == [
        "40",
        "95",
        "<\u202f11",
        "<\u202f11",
    ]
    assert bloc.figure is not None
    assert bloc.figure.svg.count(">Quartier ") == 2


def test_nothing_shown_is_said_in_a_sentence() -> None:
    bloc = trimestres(matiere(annee()))
    assert bloc is not None
    assert bloc.tu


def test_a_trimestre_alone_and_a_small_season_have_none() -> None:
    assert trimestres(matiere(feuillet(SORTIES, periode="2025-T3"))) is None
    assert trimestres(matiere(feuillet(SORTIES, taille=Taille.PETITE))) is None
