"""`importer_partenaires`: the four counts, the rows refused, and which équipe it speaks of."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medlove.models import Equipe
from territoires.models import Partenaire
from tests.territoires.annuaire.fichiers import MAUVAIS, avec, csv_de


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    chemin = tmp_path / "partenaires.csv"
    chemin.write_bytes(csv_de())
    return chemin


def importer(fichier: Path, **options: object) -> str:
    ecran = StringIO()
    call_command("importer_partenaires", str(fichier), stdout=ecran, **options)
    return ecran.getvalue().replace("\u202f", " ")


def test_it_tells_the_four_counts(equipe: Equipe, fichier: Path):
    assert "créés : 2, modifiés : 0, inchangés : 0, refusés : 0" in importer(fichier)
    assert "créés : 0, modifiés : 0, inchangés : 2, refusés : 0" in importer(fichier)


def test_trying_tells_and_writes_nothing(equipe: Equipe, fichier: Path):
    assert "Essai : rien n’a été écrit." in importer(fichier, essai=True)
    assert not Partenaire.objects.exists()


def test_a_row_refused_is_told_with_its_line_and_its_reason(equipe: Equipe, fichier: Path):
    fichier.write_bytes(avec("code_postal", "350"))
    assert "refusé, ligne 2 : Médiathèque d’ici (« code postal » ne se lit pas" in importer(fichier)


def test_a_correction_kept_is_told(equipe: Equipe, fichier: Path):
    importer(fichier)
    Partenaire.objects.update(adresse="corrigée ici")
    fichier.write_bytes(avec("adresse", "9 rue"))
    dits = importer(fichier)
    assert "corrigé ici et gardé, ligne 2 : Médiathèque d’ici (adresse)" in dits


def test_among_several_equipes_it_asks_which(equipe: Equipe, autre_equipe: Equipe, fichier: Path):
    with pytest.raises(CommandError, match="--equipe SLUG"):
        importer(fichier)
    importer(fichier, equipe="ailleurs")
    assert set(Partenaire.objects.values_list("equipe__slug", flat=True)) == {"ailleurs"}


@pytest.mark.parametrize("nom", ["tronqué", "inversées", "formule", "personnes", "trop gros"])
def test_a_bad_file_is_refused_in_one_sentence(equipe: Equipe, fichier: Path, nom: str):
    fichier.write_bytes(MAUVAIS[nom][0])
    with pytest.raises(CommandError, match=r"Rien n’a été changé\.$"):
        importer(fichier)
    assert not Partenaire.objects.exists()


def test_a_missing_file_is_said_missing(equipe: Equipe, fichier: Path):
    with pytest.raises(CommandError, match="introuvable"):
        importer(fichier.with_name("absent.csv"))
