"""Two partenaires become one, and nothing that hung on either is lost."""

import datetime
from typing import Any

import pytest

from medlove.models import Equipe, Journal, Utilisateur
from sessions.models import CategorieBesoin, Orientation, Verification
from sessions.orientations import fusion
from sessions.orientations.fusion import FusionImpossible, fusionner
from sessions.orientations.models import RetourGroupe
from territoires.annuaire.export import en_csv
from territoires.annuaire.importation import importer_partenaires
from territoires.models import Partenaire, Professionnel
from tests.fabriques import (
    OrientationFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    UtilisateurFactory,
)
from tests.territoires.annuaire.fichiers import ENTETE, MEDIATHEQUE, csv_de

SEPTEMBRE, OCTOBRE = datetime.date(2026, 9, 1), datetime.date(2026, 10, 1)


@pytest.fixture
def par(db: None) -> Utilisateur:
    return UtilisateurFactory()


@pytest.fixture
def garde(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Médiathèque", adresse="1 place d’Ici")


@pytest.fixture
def absorbe(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Mediatheque", adresse="1 pl. d’Ici")


def retour(partenaire: Partenaire, mois: datetime.date, accueillies: int) -> RetourGroupe:
    return RetourGroupe.objects.create(
        equipe=partenaire.equipe,
        partenaire=partenaire,
        mois=mois,
        accueillies=accueillies,
        source="le_partenaire",
        dit_le=mois,
    )


def test_orientations_calls_checks_and_categories_follow(garde, absorbe, equipe, par):
    OrientationFactory(partenaire=garde, besoin__rencontre__sortie__equipe=equipe)
    OrientationFactory(partenaire=absorbe, besoin__rencontre__sortie__equipe=equipe)
    ProfessionnelFactory(equipe=equipe, partenaire=absorbe)
    Verification.objects.create(equipe=equipe, partenaire=absorbe, exact=True, saisi_le=OCTOBRE)
    aides, logement = CategorieBesoin.objects.filter(code__in=["aides_prestations", "logement"])
    garde.categories.add(aides)
    absorbe.categories.add(aides, logement)

    fusionner(garde, absorbe, par=par)

    assert Partenaire.objects.get() == garde
    assert Orientation.objects.filter(partenaire=garde).count() == 2
    assert Professionnel.objects.get().partenaire == garde
    assert Verification.objects.get().partenaire == garde
    assert set(garde.categories.all()) == {aides, logement}


def test_retours_of_a_same_month_add_up_the_others_follow(garde, absorbe, par):
    retour(garde, SEPTEMBRE, 3)
    retour(absorbe, SEPTEMBRE, 4)
    retour(absorbe, OCTOBRE, 5)
    fusionner(garde, absorbe, par=par)
    retours = RetourGroupe.objects.filter(partenaire=garde).order_by("mois")
    assert list(retours.values_list("mois", "accueillies")) == [(SEPTEMBRE, 7), (OCTOBRE, 5)]


def test_whatever_points_at_a_partenaire_is_moved():
    """A model added tomorrow moves as well, or is seen here."""
    relations = {un.get_accessor_name() for un in Partenaire._meta.related_objects}
    assert relations >= {
        "orientations",
        "retours_groupes",
        "verifications",
        "professionnels",
        "categories",
    }
    sans_retour = [un for un in Partenaire._meta.related_objects if not un.get_accessor_name()]
    assert [un.field.name for un in sans_retour] == ["distincts"]
    assert all(un.one_to_many or un.many_to_many for un in Partenaire._meta.related_objects)


def test_the_chosen_one_keeps_its_values_and_its_blanks_are_filled(garde, absorbe, par):
    Partenaire.objects.filter(pk=garde.pk).update(telephone="02 00 00 00 01")
    Partenaire.objects.filter(pk=absorbe.pk).update(
        telephone="02 00 00 00 02",
        horaires="Mo 09:00-12:00",
        services="|Aide|",
        latitude="48.105000",
        longitude="-1.745000",
        verifie_le=OCTOBRE,
        lien_sha256="a" * 64,
    )
    fusionner(garde, absorbe, par=par)
    lieu = Partenaire.objects.get()
    assert (lieu.nom, lieu.adresse, lieu.telephone) == (garde.nom, garde.adresse, "02 00 00 00 01")
    assert (lieu.horaires, lieu.services) == ("Mo 09:00-12:00", ["Aide"])
    assert (str(lieu.latitude), lieu.verifie_le, lieu.lien_sha256) == (
        "48.105000",
        OCTOBRE,
        "a" * 64,
    )


def test_consent_to_be_reminded_is_not_handed_over(garde, absorbe, par):
    Partenaire.objects.filter(pk=absorbe.pk).update(accepte_les_rappels=True)
    fusionner(garde, absorbe, par=par)
    assert not Partenaire.objects.get().accepte_les_rappels


@pytest.mark.parametrize("premier", [0, 1])
def test_importing_either_file_again_does_not_bring_the_double_back(equipe, par, premier: int):
    table: list[list[str]] = [
        [*MEDIATHEQUE[:7], "X"],
        ["77", "Bibliothèque d’ici", "un autre coin", *MEDIATHEQUE[3:7], "Y"],
    ]
    fichiers = [csv_de([ENTETE, ligne]) for ligne in table]
    for octets in fichiers:
        importer_partenaires(octets, equipe)
    paire = list(Partenaire.objects.order_by("source"))
    fusionner(paire[premier], paire[1 - premier], par=par)
    avant = list(Partenaire.objects.values())
    for octets in fichiers:
        assert list(importer_partenaires(octets, equipe).comptes.values()) == [0, 0, 1, 0]
    assert list(Partenaire.objects.values()) == avant


@pytest.mark.parametrize("sens", [1, -1])
@pytest.mark.parametrize("seuls", [False, True])
def test_an_export_made_before_finds_the_two_in_one_unchanged(
    equipe, par, garde, absorbe, sens: int, seuls: bool
):
    """Our ids, or those of a source: the row of the one merged away is neither new nor refused."""
    voisine = ["2", "Bibliothèque d’ici", "un autre coin", *MEDIATHEQUE[3:]]
    importer_partenaires(csv_de([ENTETE, MEDIATHEQUE, voisine]), equipe)
    un, autre = Partenaire.objects.filter(source="X").order_by("identifiant_source")
    exportes = [absorbe, autre] if seuls else [garde, absorbe, un, autre]
    octets = en_csv(exportes[::sens]).encode()
    fusionner(garde, absorbe, par=par)
    fusionner(un, autre, par=par)
    avant = list(Partenaire.objects.order_by("pk").values())
    plan = importer_partenaires(octets, equipe)
    assert list(plan.comptes.values()) == [0, 0, len(exportes), 0]
    assert not plan.corriges_ici
    assert list(Partenaire.objects.order_by("pk").values()) == avant


@pytest.mark.parametrize("sens", [1, -1])
def test_the_row_of_the_one_kept_is_heard_wherever_that_of_the_other_stands(equipe, par, sens: int):
    voisine = ["2", "Bibliothèque d’ici", "un autre coin", *MEDIATHEQUE[3:]]
    importer_partenaires(csv_de([ENTETE, MEDIATHEQUE, voisine]), equipe)
    un, autre = Partenaire.objects.order_by("identifiant_source")
    fusionner(un, autre, par=par)
    demenagee = [*MEDIATHEQUE[:2], "9 rue neuve", *MEDIATHEQUE[3:]]
    plan = importer_partenaires(csv_de([ENTETE, *[demenagee, voisine][::sens]]), equipe)
    assert list(plan.comptes.values()) == [0, 1, 1, 0]
    assert Partenaire.objects.get().adresse == "9 rue neuve"


def test_what_it_was_told_apart_from_follows(garde, absorbe, equipe, par):
    voisin = PartenaireFactory(equipe=equipe)
    absorbe.distincts.add(voisin, garde)
    fusionner(garde, absorbe, par=par)
    assert list(garde.distincts.all()) == [voisin]
    assert list(voisin.distincts.all()) == [garde]


def test_never_across_equipes(garde, autre_equipe, par):
    ailleurs = PartenaireFactory(equipe=autre_equipe)
    with pytest.raises(FusionImpossible, match="même équipe"):
        fusionner(garde, ailleurs, par=par)
    assert Partenaire.objects.count() == 2


def test_one_that_is_gone_or_the_same_is_refused(garde, absorbe, par):
    with pytest.raises(FusionImpossible, match="n’est plus dans l’annuaire"):
        fusionner(garde, garde, par=par)
    Partenaire.objects.filter(pk=absorbe.pk).delete()
    with pytest.raises(FusionImpossible, match="n’est plus dans l’annuaire"):
        fusionner(garde, absorbe, par=par)


def test_it_is_merged_whole_or_not_at_all(garde, absorbe, equipe, par, monkeypatch):
    OrientationFactory(partenaire=absorbe, besoin__rencontre__sortie__equipe=equipe)

    def couper(*_: Any, **__: Any) -> None:
        raise OSError("coupé")

    monkeypatch.setattr(fusion, "consigner", couper)
    with pytest.raises(OSError, match="coupé"):
        fusionner(garde, absorbe, par=par)
    assert Orientation.objects.get().partenaire == absorbe


def test_the_journal_says_which_and_how_much(garde, absorbe, equipe, par):
    OrientationFactory(partenaire=absorbe, besoin__rencontre__sortie__equipe=equipe)
    pk = str(absorbe.pk)
    fusionner(garde, absorbe, par=par)
    ligne = Journal.objects.get(action="partenaires_fusionnes")
    assert (ligne.detail["absorbe"], ligne.detail["deplaces"]) == (pk, {"orientations": 1})
