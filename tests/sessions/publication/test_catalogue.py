"""The closed catalogue: what one rencontre feeds, its cap, its grid, its parents."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sessions.nomenclatures.listes import (
    NON_RENSEIGNE,
    codes,
    domaines,
    familles,
    libelles,
    sortes_d_exigences,
)
from sessions.publication import grille
from sessions.publication.catalogue import (
    PLAFOND,
    TOUTES,
    VILLE,
    VUES,
    Cle,
    Duree,
    Taille,
    au_plus_sans_plafond,
    cellules,
)
from sessions.publication.fiche import BesoinLu, Fiche

TERRITOIRES = ["35238-1", "35238-2"]


def parmi(liste: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(codes(liste)))


exigences = st.sampled_from(sorted(sortes_d_exigences().items()))
besoins = st.builds(
    BesoinLu,
    domaine=st.sampled_from(sorted(domaines())),
    famille=st.sampled_from([*sorted(familles()), "autre"]),
    reponse=parmi("reponse"),
    non_recours=parmi("non_recours"),
    exigences=st.lists(st.sampled_from(sorted(sortes_d_exigences().items())), max_size=4).map(
        tuple
    ),
)
fiches = st.builds(
    Fiche,
    identifiant=st.uuids(version=4),
    territoire=st.sampled_from(TERRITOIRES),
    age=parmi("tranche_age"),
    genre=parmi("genre"),
    aisance_francais=parmi("aisance_francais"),
    frequentation_lieux=parmi("frequentation_lieux"),
    deja_rencontre=parmi("deja_rencontre"),
    initiative=parmi("initiative"),
    qpv=st.sampled_from([True, False, None]),
    besoins=st.lists(besoins, max_size=5).map(tuple),
    demandes=st.frozensets(parmi("question"), max_size=4),
)
tailles = st.sampled_from(Taille)

RICHE = Fiche(
    UUID(int=1),
    "35238-1",
    age="25_39",
    genre="feminin",
    aisance_francais="difficile",
    frequentation_lieux="y_va_parfois",
    deja_rencontre="premiere_fois",
    initiative="elle_est_venue",
    qpv=True,
    besoins=(
        BesoinLu(
            "droits",
            "logement",
            "sur_place",
            "non_demande",
            (("imprimer_ou_scanner", "materielle"),),
        ),
        BesoinLu(
            "numerique",
            "telephone_ordinateur",
            "orientation",
            "non_reception",
            (("lire_et_ecrire", "cognitive"),),
        ),
    ),
)


def test_the_richest_rencontre_would_feed_34_cells_and_feeds_24() -> None:
    assert au_plus_sans_plafond(RICHE) == 34
    assert len(list(cellules(RICHE, Taille.GRANDE))) == PLAFOND == 24


@given(fiches, tailles)
def test_no_rencontre_feeds_more_than_its_cap_nor_a_cell_twice(
    fiche: Fiche, taille: Taille
) -> None:
    lues = [(vue.duree, cle) for vue, cle in cellules(fiche, taille)]
    assert len(lues) <= PLAFOND
    assert len(set(lues)) == len(lues)
    assert au_plus_sans_plafond(fiche, taille) <= 34


@given(fiches, tailles)
def test_what_is_fed_is_in_the_grid(fiche: Fiche, taille: Taille) -> None:
    """So that a cell is published whether it is fed or not."""
    for duree in Duree:
        cles = set(grille.grille(TERRITOIRES, duree, taille))
        assert {cle for vue, cle in cellules(fiche, taille) if vue.duree is duree} <= cles


@given(fiches, tailles)
def test_the_parents_of_a_cell_are_fed_with_it(fiche: Fiche, taille: Taille) -> None:
    """A parent holds its cell: whoever feeds the one feeds the other."""
    for vue, cle in cellules(fiche, taille):
        ensemble = {TOUTES, *(c for v, c in cellules(fiche, taille) if v.duree is vue.duree)}
        assert set(vue.parents(cle)) <= ensemble


@given(fiches)
def test_only_the_first_two_besoins_count(fiche: Fiche) -> None:
    deux = Fiche(
        **{nom: getattr(fiche, nom) for nom in Fiche.__slots__} | {"besoins": fiche.besoins[:2]}
    )
    assert list(cellules(fiche, Taille.GRANDE)) == list(cellules(deux, Taille.GRANDE))


@given(fiches)
def test_an_answer_is_never_without_its_denominator(fiche: Fiche) -> None:
    lues = {cle for _, cle in cellules(fiche, Taille.GRANDE)}
    for cle in lues:
        if cle.axe in grille.SUR_DEMANDE and cle.modalite:
            assert Cle(cle.table, axe=cle.axe) in lues


def test_a_small_season_has_neither_familles_nor_trimestres_by_quartier() -> None:
    petites = [une for une in VUES if une.taille in {None, Taille.PETITE}]
    assert {une.duree for une in petites} == {Duree.ANNEE}
    grille_du_trimestre = grille.grille(TERRITOIRES, Duree.TRIMESTRE, Taille.PETITE)
    assert {cle.table for cle in grille_du_trimestre} == {"T5"}
    annee = grille.grille(TERRITOIRES, Duree.ANNEE, Taille.PETITE)
    assert not [cle for cle in annee if cle.axe == "famille"]


def test_nothing_is_published_by_quartier_of_what_must_not() -> None:
    for duree in Duree:
        for cle in grille.grille(TERRITOIRES, duree, Taille.GRANDE):
            if cle.territoire != VILLE:
                assert cle.axe in {"", "domaine", "age", "genre", *grille.PAR_TERRITOIRE}


def test_nobody_without_an_answer_is_counted_in_one() -> None:
    muette = Fiche(UUID(int=2), "35238-1")
    assert {cle for _, cle in cellules(muette, Taille.GRANDE)} == {
        Cle("T6", "35238-1"),
        Cle("T1", "35238-1"),
    }
    for axe in ("genre", "reponse", "non_recours", *libelles("question")):
        if axe in {"genre", "reponse", "non_recours", "initiative"}:
            assert NON_RENSEIGNE not in grille.modalites(axe)
