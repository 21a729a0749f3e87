"""What a file says a place does becomes besoins it answers to, once, at its creation."""

import json
from pathlib import Path

from medlove.models import Equipe
from sessions import nomenclatures
from sessions.models import CategorieBesoin
from territoires.annuaire.besoins import DITS_PAR, deduire
from territoires.annuaire.importation import importer_partenaires
from territoires.annuaire.rapport import raconter
from territoires.annuaire.schema import table
from territoires.models import Partenaire
from territoires.nomenclatures import valeurs
from tests.fabriques import PartenaireFactory
from tests.territoires.annuaire.fichiers import CENTRE, ENTETE, MEDIATHEQUE, csv_de

NUMERIQUE = "Utilisation sécurisée du numérique|Accès internet et matériel informatique"


def fichier(services: str = NUMERIQUE, dispositif: str = "") -> bytes:
    colonnes = [*ENTETE, "pivot", "services", "dispositif_programmes_nationaux"]
    return csv_de([colonnes, [*MEDIATHEQUE, "", services, dispositif]])


def codes(partenaire: Partenaire) -> set[str]:
    return set(
        CategorieBesoin.objects.filter(partenaires=partenaire).values_list("code", flat=True)
    )


def test_every_service_of_the_schema_leads_to_categories_that_exist():
    fichier = Path(nomenclatures.__file__).with_name("categories.json")
    connues = {une["code"] for une in json.loads(fichier.read_text(encoding="utf-8"))}
    assert set(table("besoins")["services"]) == set(valeurs("services"))
    for champ in DITS_PAR:
        for dits in table("besoins")[champ].values():
            assert dits
            assert set(dits) <= connues


def test_a_place_created_answers_to_what_its_services_say(equipe: Equipe):
    plan = importer_partenaires(fichier(), equipe)
    assert len(plan.besoins_deduits) == 1
    assert codes(Partenaire.objects.get()) == {"arnaques_securite", "se_connecter"}


def test_a_france_services_answers_to_the_steps_of_its_partners(equipe: Equipe):
    importer_partenaires(fichier("", "France Services"), equipe)
    assert codes(Partenaire.objects.get()) >= {"aides_prestations", "papiers_etat_civil"}


def test_a_category_said_twice_is_linked_once():
    lieu = Partenaire(
        services=["Aide aux démarches administratives", "aide aux demarches administratives"],
        dispositif_programmes_nationaux=["France Services"],
        typologie=["RFS"],
    )
    deduits = deduire(lieu)
    assert len(deduits) == len(set(deduits))
    assert "aides_prestations" in deduits


def test_a_service_no_table_knows_is_not_guessed(equipe: Equipe):
    plan = importer_partenaires(fichier("Réparer un vélo"), equipe)
    assert not plan.besoins_deduits
    assert codes(Partenaire.objects.get()) == set()


def test_an_entry_that_exists_keeps_its_categories(equipe: Equipe):
    lieu = PartenaireFactory(equipe=equipe, nom=MEDIATHEQUE[1], adresse=MEDIATHEQUE[2])
    nu = PartenaireFactory(equipe=equipe, nom=CENTRE[1], adresse=CENTRE[2])
    lieu.categories.add(CategorieBesoin.objects.get(code="logement"))
    colonnes = [*ENTETE, "services"]
    service = "Utilisation sécurisée du numérique"
    octets = csv_de([colonnes, [*MEDIATHEQUE, service], [*CENTRE, service]])
    for _ in range(2):
        assert not importer_partenaires(octets, equipe).besoins_deduits
    assert (codes(lieu), codes(nu)) == ({"logement"}, set())


def test_what_was_taken_off_after_the_import_does_not_come_back(equipe: Equipe):
    importer_partenaires(fichier(), equipe)
    lieu = Partenaire.objects.get()
    lieu.categories.clear()
    importer_partenaires(fichier(f"{NUMERIQUE}|Loisirs et créations numériques"), equipe)
    assert codes(lieu) == set()


def test_a_closed_category_is_not_linked(equipe: Equipe):
    CategorieBesoin.objects.filter(code="arnaques_securite").update(is_active=False)
    importer_partenaires(fichier(), equipe)
    assert codes(Partenaire.objects.get()) == {"se_connecter"}


def test_trying_says_how_many_and_links_nothing(equipe: Equipe):
    plan = importer_partenaires(fichier(), equipe, essai=True)
    dits = raconter(plan, essai=True).replace("\u202f", " ")
    assert "Besoins déduits des services, à relire : 1 fiche." in dits
    assert not CategorieBesoin.partenaires.through.objects.exists()


def test_many_places_are_linked_in_as_many_queries_as_one(
    equipe: Equipe, django_assert_max_num_queries
):
    lignes = [[f"Lieu {n}", "Rennes", NUMERIQUE] for n in range(150)]
    octets = csv_de([["nom", "commune", "services"], *lignes])
    with django_assert_max_num_queries(20):
        importer_partenaires(octets, equipe)
    assert CategorieBesoin.partenaires.through.objects.count() == 300
