"""The files inside: the data of what is printed, what it is held to, when."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from io import StringIO

import pytest
from pikepdf import Name, Pdf

from sessions.cahiers.blocs.donnees import donnees
from sessions.cahiers.composition import composer
from sessions.cahiers.editions.empreinte import empreinte_des_donnees, version
from sessions.cahiers.editions.lecture import joints, textes
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.pieces import CHIFFRES, FICHE, constater, nom_de
from sessions.cahiers.editions.rendu import Fabrique
from sessions.cahiers.matiere import lire
from sessions.models import Cahier, CellulePubliee, Publication
from sessions.publication.fichiers import MANIFESTE, fichiers

Faire = Callable[[Variante], Fabrique]
Ouvrir = Callable[[Variante], Pdf]


def colle(dit: str) -> str:
    return "".join(dit.split())


@pytest.mark.parametrize("variante", Variante)
def test_the_data_of_every_figure_is_attached(
    variante: Variante, ouvrir: Ouvrir, publication: Publication, cahier: Cahier
) -> None:
    tables = [bloc for bloc in composer(cahier).blocs if bloc.table]
    with ouvrir(variante) as lu:
        dedans = joints(lu)
    assert tables
    for bloc in tables:
        assert dedans[nom_de(bloc)] == donnees(bloc)
    assert dedans[MANIFESTE] == fichiers(publication)[MANIFESTE]
    assert set(dedans) == {CHIFFRES, FICHE, MANIFESTE, *(nom_de(bloc) for bloc in tables)}


def test_the_data_of_a_figure_is_what_it_prints(
    ouvrir: Ouvrir, publication: Publication, cahier: Cahier
) -> None:
    with ouvrir(Variante.NUMERIQUE) as lu:
        dits, dedans = colle("".join(textes(lu))), joints(lu)
    for bloc in composer(cahier).blocs:
        if bloc.table is None:
            continue
        tete, *lignes = csv.reader(StringIO(dedans[nom_de(bloc)].decode()))
        assert tete == ["code", "libelle", *bloc.table.colonnes]
        for ligne, lue in zip(bloc.table.lignes, lignes, strict=True):
            imprimee = [ligne.libelle, *(une.texte for une in ligne.cellules)]
            assert colle("".join(imprimee)) in dits
            assert [_nombre(un) for un in imprimee[1:]] == [_nombre(un) for un in lue[2:]]


def _nombre(texte: str) -> str:
    return colle(texte).removesuffix("%")


def test_they_are_the_data_of_the_document_and_bear_its_day(ouvrir: Ouvrir) -> None:
    for variante in Variante:
        with ouvrir(variante) as lu:
            assert len(lu.Root.AF) == len(lu.attachments)
            for jointe in lu.attachments.values():
                assert jointe.relationship == Name.Data
                fichier = jointe.get_file()
                assert str(fichier.obj.Params.CreationDate) == "D:20261120000000Z"
                assert str(fichier.obj.Params.ModDate) == "D:20261120000000Z"
            assert str(lu.docinfo["/CreationDate"]) == "D:20261120000000Z"


def test_the_colophon_says_where_the_figures_come_from_and_every_file(
    faire: Faire, ouvrir: Ouvrir
) -> None:
    for variante in Variante:
        with ouvrir(variante) as lu:
            dits, dedans = "".join(textes(lu)), joints(lu)
        assert f":{faire(variante).donnees}" in dits
        assert f"Medlové{version()}" in dits
        assert "duvendredi20novembre2026" in dits
        for nom, octets in dedans.items():
            assert f"{nom}{sha256(octets).hexdigest()}" in dits


def test_the_hash_of_the_data_is_that_of_the_file_of_all_the_cells(
    faire: Faire, ouvrir: Ouvrir
) -> None:
    with ouvrir(Variante.NUMERIQUE) as lu:
        dedans = joints(lu)
    assert sha256(dedans[CHIFFRES]).hexdigest() == faire(Variante.NUMERIQUE).donnees
    fiche = json.loads(dedans[FICHE])
    assert fiche["donnees"] == faire(Variante.NUMERIQUE).donnees
    assert fiche["fichiers"] == {
        nom: sha256(octets).hexdigest() for nom, octets in dedans.items() if nom != FICHE
    }


def test_every_published_cell_is_in_it(publication: Publication, cahier: Cahier) -> None:
    chiffres = constater(composer(cahier)).pieces[0].contenu.decode()
    lignes = list(csv.DictReader(StringIO(chiffres)))
    assert len(lignes) == CellulePubliee.objects.filter(publication=publication).count()
    montrees = [une for une in lignes if une["etat"] == "publie"]
    assert montrees
    assert all((une["valeur"] != "") == (une["etat"] == "publie") for une in lignes)


def test_a_working_version_has_no_manifest_and_the_last_day_of_its_period(
    saison: None, cahier: Cahier
) -> None:
    faits = constater(composer(cahier))
    assert faits.publication is None
    assert str(faits.jour) == "2026-09-30"
    assert MANIFESTE not in [piece.nom for piece in faits.pieces]
    assert faits.donnees == empreinte_des_donnees(lire(cahier))
    assert json.loads(faits.pieces[-1].contenu)["publication"] is None


def test_no_file_of_a_working_version_says_that_it_was_published(
    saison: None, cahier: Cahier
) -> None:
    pieces = {une.nom: une.contenu.decode() for une in constater(composer(cahier)).pieces}
    tables = {nom: lu for nom, lu in pieces.items() if nom.endswith(".csv")}
    assert {CHIFFRES, "domaines.csv"} <= set(tables)
    for nom, lu in tables.items():
        tete, *lignes = csv.reader(StringIO(lu))
        assert tete[-1] == "etat", nom
        assert {ligne[-1] for ligne in lignes} == {"version de travail"}, nom
