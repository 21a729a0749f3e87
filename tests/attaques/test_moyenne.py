"""Averaging: the same people asked for through every view. One value, or their mean is theirs."""

from dataclasses import replace
from statistics import mean

from sessions.demonstration.hasard import Hasard
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.fiche import BesoinLu, Fiche
from tests.attaques import conftest as saisons
from tests.attaques.publications import Cellule, Nom, Publications, publier
from tests.attaques.saisons import Saison, tirer, une_fiche

NOMBRE = 57
VUES_AU_MOINS = 8
# As many views as a rencontre may feed.
VUES_DU_TEMOIN, ESSAIS = 24, 20
DU_QUARTIER = Nom("2025", Cle("T1", "35238-2"))


def _avec_les_memes() -> Saison:
    """A season, and a group of people alike in all, and in nothing like the others."""
    autres = tirer(1, 1_500, Taille.GRANDE)
    hasard = Hasard(7)
    memes = [
        replace(
            une_fiche(hasard, Taille.GRANDE),
            territoire="35238-2",
            age="75_plus",
            genre="autre",
            aisance_francais="interprete_utile",
            initiative="un_partenaire",
            frequentation_lieux="y_va_souvent",
            demandes=frozenset({"initiative", "aisance_francais", "frequentation_lieux"}),
            besoins=(BesoinLu("conversation", "discuter", "pas_souhaitee"),),
        )
        for _ in range(NOMBRE)
    ]
    gardees = tuple((trimestre, _sans_rien_de_commun(fiche)) for trimestre, fiche in autres.fiches)
    return replace(autres, fiches=(*gardees, *(("2025-T2", une) for une in memes)))


def _sans_rien_de_commun(fiche: Fiche) -> Fiche:
    besoins = tuple(
        BesoinLu("droits", "logement", "sur_place")
        if un.domaine == "conversation" or un.reponse == "pas_souhaitee"
        else un
        for un in fiche.besoins
    )
    return replace(
        fiche,
        genre="feminin",
        age="25_39",
        aisance_francais="a_l_aise",
        initiative="elle_est_venue",
        frequentation_lieux="ne_connait_pas",
        besoins=besoins,
    )


def _vues(publiees: Publications) -> dict[Nom, Cellule]:
    """The cells shown that hold these people and nobody else."""
    memes = publiees.cellules[DU_QUARTIER].qui
    return {
        nom: une
        for nom, une in publiees.cellules.items()
        if une.qui == memes and une.valeur is not None
    }


def test_the_same_people_have_one_value_in_every_view() -> None:
    vues = _vues(publier(_avec_les_memes(), saisons.moteur()))
    assert len(vues) >= VUES_AU_MOINS
    assert len({nom.cle.table for nom in vues}) >= 5
    assert len({une.valeur for une in vues.values()}) == 1


def test_drawn_anew_for_each_view_their_mean_is_their_number() -> None:
    """The control: a draw for each view of each year, and noise and rounding average out."""
    memes = _vues(publier(_avec_les_memes(), saisons.moteur()))[DU_QUARTIER].qui
    justes = 0
    for essai in range(ESSAIS):
        cles = [saisons.moteur(1_000 * essai + rang) for rang in range(VUES_DU_TEMOIN)]
        lues = [cle.publier(cle.compte(memes)) for cle in cles]
        justes += round(mean(une for une in lues if une is not None)) == NOMBRE
    assert justes >= ESSAIS / 2
