"""The file of a figure: the very numbers that are printed."""

import csv
from io import StringIO

from hypothesis import given

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.donnees import donnees
from sessions.cahiers.blocs.exigences import exigences
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.statistiques.table import Cellule, Ligne, Table
from tests.au_sort import exemples
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere
from tests.sessions.cahiers.blocs.test_proprietes import MATIERES, blocs


def lues(bloc: Bloc) -> list[list[str]]:
    return list(csv.reader(StringIO(donnees(bloc).decode())))


def test_it_has_a_line_a_row_with_its_code() -> None:
    valeurs = {
        Cle("T4", axe="exigence"): 1400,
        Cle("T4", axe="exigence", modalite="lire_et_ecrire"): 1090,
    }
    bloc = exigences(matiere(feuillet(valeurs)))
    assert bloc is not None
    entete, premiere, deuxieme, *reste = lues(bloc)
    assert entete == ["code", "libelle", "Rencontres", "Part"]
    assert premiere == ["lire_et_ecrire", "Lire et écrire", "1090", "78 %"]
    assert deuxieme[2:] == ["< 11", "–"]
    assert len(reste) == 19


@exemples(30)
@given(MATIERES)
def test_what_is_printed_is_in_it_and_nothing_is_hidden_in_one_alone(lus: Matiere) -> None:
    for bloc in blocs(lus):
        if bloc.table is None:
            assert donnees(bloc) == b""
            continue
        assert bloc.table_imprimee
        par_code = {code: nombres for code, _, *nombres in lues(bloc)}
        for ligne in bloc.table_imprimee.lignes:
            imprimes = [lue.texte.replace("\u202f", "") for lue in ligne.cellules]
            assert [dit.replace(" ", "") for dit in par_code[ligne.code]] == imprimes


def test_a_name_no_spreadsheet_may_run() -> None:
    table = Table("t", "T", "C.", ("N",), (Ligne("a", "=1+1", (Cellule("5", 5),)),))
    assert "=1+1" not in lues(Bloc("t", "T", table=table))[1]


def test_the_same_bloc_gives_the_same_bytes() -> None:
    deux = [exigences(matiere(feuillet({Cle("T4", axe="exigence"): 50}))) for _ in range(2)]
    assert deux[0] is not None
    assert deux[1] is not None
    assert donnees(deux[0]) == donnees(deux[1])
