"""From `donnees` to rows and back: nothing lost, nothing added."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Rencontre
from sessions.nomenclatures.listes import NON_RENSEIGNE, codes
from sessions.rencontres.elements import CHAMPS
from sessions.rencontres.services import donnees_de
from tests.au_sort import exemples
from tests.fabriques import PartenaireFactory
from tests.sessions.terrain.envois import Tablette, besoin


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


def un_code(liste: str) -> st.SearchStrategy[str]:
    """A code that says something: « non renseigné » is told by absence."""
    return st.sampled_from(sorted(codes(liste) - {NON_RENSEIGNE}))


def plusieurs(liste: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(codes(liste))), unique=True, min_size=1, max_size=4)


DU_DROIT = ["aides_prestations", "logement", "retraite"]

besoins = st.lists(
    st.fixed_dictionaries(
        {"categorie": st.sampled_from(DU_DROIT)},
        optional={
            "organisme": un_code("organisme"),
            "reponse": un_code("reponse"),
            "non_recours": un_code("non_recours"),
            "exigences": plusieurs("exigence"),
        },
    ),
    min_size=1,
    max_size=3,
)

rencontres = st.fixed_dictionaries(
    {"besoins": besoins},
    optional={
        "tranche_age": st.sampled_from(["18_24", "70_plus"]),
        "genre": un_code("genre"),
        "activite": un_code("activite"),
        "nb_personnes": st.sampled_from(["2", "3_5", "6_plus"]),
        "pour_qui": un_code("pour_qui"),
        "habite": un_code("habite"),
        "aisance_francais": un_code("aisance_francais"),
        "frequentation_lieux": un_code("frequentation_lieux"),
        "raison": un_code("raison"),
        "deja_rencontre": un_code("deja_rencontre"),
        "initiative": un_code("initiative"),
        "recours_service_payant": un_code("oui_non"),
        "souhaite_aide_a_domicile": un_code("oui_non"),
        "sur_son_propre_appareil": un_code("oui_non"),
        "duree": un_code("duree"),
        "vecu": plusieurs("vecu"),
        "questions_posees": plusieurs("question"),
        "a_completer": st.just(True),
        "a_denouer": st.just(True),
        "edition": st.integers(2, 40),
        "note": st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
            min_size=1,
            max_size=280,
        ),
    },
)


@exemples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rencontres)
def test_what_is_written_reads_back_the_same(tablette: Tablette, dites: dict[str, Any]):
    completes = {
        **dites,
        "sortie": str(tablette.sortie.pk),
        "besoins": [{"id": str(uuid4()), **un} for un in dites["besoins"]],
    }
    envoye = tablette.element("rencontre", completes)
    assert tablette.verdicts(envoye) == ["cree"]
    assert donnees_de(Rencontre.objects.get(pk=envoye["id"])) == completes


def test_an_orientation_reads_back_the_same(tablette: Tablette):
    un = besoin()
    orientation = {
        "id": str(uuid4()),
        "besoin": un["id"],
        "partenaire": str(PartenaireFactory(equipe=tablette.equipe).pk),
        "modalite": "carte_remise",
        "jeton_sha256": "0123456789abcdef" * 4,
    }
    envoye = tablette.rencontre(besoins=[un], orientations=[orientation])
    tablette.envoyer(envoye)
    assert donnees_de(Rencontre.objects.get()) == envoye["donnees"]


def test_null_and_not_known_are_told_by_absence_when_read_back(tablette: Tablette):
    envoye = tablette.rencontre(
        halte=None, vecu=[], habite="non_renseigne", duree=None, note="", a_denouer=False
    )
    assert tablette.verdicts(envoye) == ["cree"]
    rendues = donnees_de(Rencontre.objects.get())
    assert rendues.keys() == {"sortie", "besoins", "tranche_age", "genre"}


def test_every_field_of_the_contract_is_known():
    dits = (
        "sortie halte besoins tranche_age genre activite nb_personnes pour_qui habite "
        "aisance_francais frequentation_lieux raison deja_rencontre initiative vecu "
        "recours_service_payant souhaite_aide_a_domicile sur_son_propre_appareil duree "
        "questions_posees a_completer a_denouer note edition"
    )
    assert set(CHAMPS) == set(dits.split())


@pytest.mark.parametrize(
    ("change", "motif"),
    [
        ({"besoins": ...}, "Le besoin manque."),
        ({"besoins": [{"id": str(uuid4())}]}, "La catégorie du besoin manque."),
        (
            {"besoins": [besoin(categorie="inconnue")]},
            "Cette catégorie de besoin n’est pas dans la liste de l’équipe.",
        ),
        (
            {"besoins": [besoin(categorie="discuter", non_recours="non_demande")]},
            "Le non-recours ne se note que pour un droit ou une démarche.",
        ),
        ({"besoins": "logement"}, "Les besoins\u202f: il faut une liste, de 20 entrées au plus."),
        ({"vecu": ["fiere", "fiere"]}, "Le vécu\u202f: une même réponse est là deux fois."),
        ({"tranche_age": "12_17", "vecu": ["fiere"]}, "Pas de vécu pour une personne mineure"),
        ({"tranche_age": "mineur", "note": "Bien."}, "Pas de note pour une personne mineure"),
        ({"note": "é" * 281}, "La note dépasse 280 caractères"),
        ({"a_completer": 1}, "« À compléter » se dit par oui ou par non."),
        ({"sortie": "ici"}, "La sortie «\u202fici\u202f» n’a pas la forme attendue."),
    ],
)
def test_reasons_are_plain_words(tablette: Tablette, change: dict[str, Any], motif: str):
    [verdict] = tablette.envoyer(tablette.rencontre(**change))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"].startswith(motif)


def test_a_note_is_counted_in_code_points(tablette: Tablette):
    assert tablette.verdicts(tablette.rencontre(note="🚲" * 280)) == ["cree"]


def test_a_sketch_may_still_wait_for_its_besoin(tablette: Tablette):
    assert tablette.verdicts(tablette.rencontre(besoins=..., a_completer=True)) == ["cree"]


def test_a_closed_category_is_still_understood(tablette: Tablette):
    CategorieBesoin.objects.filter(code="aides_prestations").update(is_active=False)
    assert tablette.verdicts(tablette.rencontre()) == ["cree"]


def test_the_category_of_the_équipe_comes_before_a_national_one_of_the_same_code(
    tablette: Tablette, autre_equipe: Equipe
):
    for equipe in (autre_equipe, tablette.equipe):
        CategorieBesoin.objects.create(
            equipe=equipe, code="logement", domaine="droits", libelle="Ici", famille="logement"
        )
    tablette.envoyer(tablette.rencontre(besoins=[besoin(categorie="logement")]))
    assert Rencontre.objects.get().besoins.get().categorie.equipe == tablette.equipe


def test_a_halte_of_another_sortie_is_refused(tablette: Tablette):
    autre = Tablette(tablette.equipe)
    [verdict] = tablette.envoyer(tablette.rencontre(halte=str(autre.halte.pk)))
    assert verdict["motif"] == "Cette halte n’est pas de cette sortie."


def test_without_a_halte_the_quartier_is_that_of_the_sortie(tablette: Tablette):
    tablette.envoyer(tablette.rencontre(halte=None))
    assert Rencontre.objects.get().quartier == tablette.sortie.quartier
