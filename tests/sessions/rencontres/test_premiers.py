"""Which besoin stands for its rencontre: the marks are right whoever writes, and stay so."""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin
from sessions.nomenclatures.chargement import charger_categories
from sessions.periodes import Periode
from sessions.rencontres import services
from sessions.rencontres.premiers import (
    DE_LA_CATEGORIE,
    DE_LA_FAMILLE,
    DU_DOMAINE,
    MARQUES,
    marques,
    remarquer,
)
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, compter
from tests.fabriques import BesoinFactory, RencontreFactory
from tests.personnes import Personne

ANNEE = Periode.lire("2026")


@dataclass(frozen=True)
class Classee:
    domaine: str
    famille: str
    principale: str


CLASSEES = st.builds(
    Classee,
    st.sampled_from(["droits", "numerique"]),
    st.sampled_from(["logement", "autre", "retraite"]),
    st.sampled_from(["logement", "retraite", "courriel"]),
)


def lues() -> dict[object, dict[str, bool]]:
    return {ligne.pop("pk"): ligne for ligne in Besoin.objects.order_by().values("pk", *MARQUES)}


def justes() -> dict[object, dict[str, bool]]:
    """Of each besoin, by loops over rows."""
    vus: dict[str, set[object]] = defaultdict(set)
    attendues = {}
    for un in Besoin.objects.order_by("rang", "pk").select_related("categorie__parent"):
        sortes = {
            "premier": un.rencontre_id,
            DU_DOMAINE: (un.rencontre_id, un.categorie.domaine),
            DE_LA_FAMILLE: (un.rencontre_id, un.categorie.famille),
            DE_LA_CATEGORIE: (un.rencontre_id, un.categorie.principale),
        }
        attendues[un.pk] = {marque: sorte not in vus[marque] for marque, sorte in sortes.items()}
        for marque, sorte in sortes.items():
            vus[marque].add(sorte)
    return attendues


@given(st.lists(CLASSEES, max_size=6))
def test_there_is_one_mark_for_each_kind_met(classees: list[Classee]) -> None:
    lus = list(marques(classees))
    for marque, champ in zip(MARQUES[1:], ("domaine", "famille", "principale"), strict=True):
        sortes = [getattr(une, champ) for une in classees]
        marquees = [sorte for sorte, un in zip(sortes, lus, strict=True) if un[marque]]
        assert sorted(marquees) == sorted(set(sortes))
    assert sum(un["premier"] for un in lus) == min(1, len(classees))


@pytest.fixture
def rencontres(equipe: Equipe) -> Equipe:
    """Besoins in every order, two in five of a kind already met."""
    codes = ["logement", "retraite", "courriel", "internet", "logement"]
    sous = CategorieBesoin.objects.create(
        equipe=equipe,
        code="loyer",
        domaine="droits",
        libelle="Loyer",
        famille="logement",
        parent=CategorieBesoin.objects.get(code="logement"),
    )
    for depart in range(5):
        rencontre = RencontreFactory(sortie__equipe=equipe)
        for rang in range(1, 5):
            code = codes[(depart + rang * (depart + 1)) % 5]
            BesoinFactory(rencontre=rencontre, rang=rang, code=code)
        BesoinFactory(rencontre=rencontre, rang=5, categorie=sous)
    return equipe


@pytest.mark.django_db
def test_they_are_right_after_each_besoin_saved(rencontres: Equipe) -> None:
    assert lues() == justes()


@pytest.mark.django_db
def test_they_are_mended_where_they_are_wrong(rencontres: Equipe) -> None:
    Besoin.objects.update(**dict.fromkeys(MARQUES, True))

    remarquer(Besoin.objects.all())

    assert lues() == justes()


@pytest.mark.django_db
def test_a_correction_marks_anew(rencontres: Equipe, coordination: Personne) -> None:
    rencontre = Besoin.objects.filter(premier=True).first().rencontre
    donnees = services.donnees_de(rencontre)
    donnees["besoins"] = list(reversed(donnees["besoins"]))[:3]

    services.corriger(rencontre, donnees, par=coordination.utilisateur)

    assert rencontre.besoins.count() == 3
    assert lues() == justes()


@pytest.mark.django_db
def test_a_category_sorted_elsewhere_takes_its_marks_with_it(rencontres: Equipe) -> None:
    CategorieBesoin.objects.filter(code="courriel").update(domaine="droits", famille="logement")
    remarquer(Besoin.objects.all())
    ailleurs = lues()

    charger_categories()

    assert lues() == justes() != ailleurs


@pytest.mark.django_db
def test_a_count_by_marks_is_the_one_that_tells_rencontres_apart(
    rencontres: Equipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    toutes = Selection(rencontres, ANNEE)
    selections = [
        toutes,
        replace(toutes, domaine="droits"),
        replace(toutes, famille="logement"),
        replace(toutes, categorie="logement"),
        replace(toutes, categorie="loyer"),
        replace(toutes, domaine="numerique", famille="autre"),
    ]
    par = [
        *((DIMENSIONS[une],) for une in ("domaine", "famille", "categorie", "quartier", "reponse")),
        *product((DIMENSIONS["quartier"],), (DIMENSIONS["domaine"], DIMENSIONS["categorie"])),
    ]
    lus = [compter(une, *dimensions) for une in selections for dimensions in par]
    monkeypatch.setattr(Selection, "marque", None)
    monkeypatch.setattr("sessions.statistiques.mesures.croisement._marque", lambda *_: None)

    assert lus == [compter(une, *dimensions) for une in selections for dimensions in par]
    assert any(lus)


@pytest.mark.django_db
def test_a_national_code_never_names_a_sub_category(equipe: Equipe) -> None:
    """A rencontre would count twice in the national one, once by its own mark."""
    parent = CategorieBesoin.objects.get(code="retraite")
    with pytest.raises(ValidationError, match="déjà le code"):
        CategorieBesoin.objects.create(
            equipe=equipe, code="logement", domaine="droits", libelle="Loyer", parent=parent
        )
