"""The files of a publication, made of its rows alone: the same bytes each time, anywhere."""

import csv
import json
from collections.abc import Iterable
from hashlib import sha256
from io import StringIO
from typing import Any

from sessions.publication import moteur
from sessions.publication.catalogue import PLAFOND, Cle
from sessions.publication.descripteur import COLONNES_DITES, descripteur, lexique
from sessions.publication.models import CellulePubliee, Publication, PublicationQuerySet
from sessions.publication.style import style
from sessions.publication.tables import Feuillet, feuillet_de
from territoires.annuaire.formules import neutraliser

COLONNES = tuple(COLONNES_DITES)
PUBLIE, MASQUE = "publie", "masque"
MANIFESTE = "manifeste.json"
GEOJSON, STYLE = "territoires.geojson", "territoires.qml"
LIBELLES = "libelles.csv"
DESCRIPTEUR = "datapackage.json"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "qml": "application/xml",
    "zip": "application/zip",
}


def fichiers(publication: Publication) -> dict[str, bytes]:
    """By name: a CSV a table, a GeoJSON and its style, the words, the Frictionless description,
    and the manifest with the SHA-256 of the others.

    Those of a year hold its trimestres too, as each was published.
    """
    cellules = cellules_de(publication)
    tables = sorted({une.table for une in cellules})
    tous = {f"{table}.csv": _csv(une for une in cellules if une.table == table) for table in tables}
    tous[GEOJSON] = _en_json(_geojson(publication, cellules))
    tous[STYLE] = style(tables)
    tous[LIBELLES] = en_csv(
        ("colonne", "axe", "code", "libelle"), lexique(publication, _noms(publication))
    )
    tous[DESCRIPTEUR] = _en_json(descripteur(publication, tous))
    tous[MANIFESTE] = _en_json(_manifeste(publication, cellules, tous))
    return tous


def cellules_de(publication: Publication) -> list[CellulePubliee]:
    """In the order of codes: a database's own order depends on its language."""
    publications = _publications(publication)
    lues = CellulePubliee.objects.using(publications.db).filter(publication__in=publications)
    # Without the outlines, which would be read again with each cell.
    sans = ("publication__libelles", "publication__contours")
    return sorted(lues.select_related("publication").defer(*sans), key=_rang)


def _publications(publication: Publication) -> PublicationQuerySet:
    """Itself, and the trimestres of a year."""
    # In the database the publication came from: outside pages may have one of their own.
    base = publication._state.db
    publications: PublicationQuerySet = Publication.objects.using(base).filter(
        equipe=publication.equipe_id
    )
    if publication.annuelle:
        return publications.filter(periode__startswith=publication.periode)
    return publications.filter(periode=publication.periode)


def _noms(publication: Publication) -> dict[str, str]:
    """Of its territoires by code, then of those that only its trimestres had."""
    tous = {un["code"]: un["nom"] for un in publication.contours}
    contours = _publications(publication).order_by("periode").values_list("contours", flat=True)
    avant = {un["code"]: un["nom"] for siens in contours for un in siens}
    return tous | {code: avant[code] for code in sorted(avant.keys() - tous.keys())}


def _rang(une: CellulePubliee) -> tuple[str, ...]:
    return (une.table, une.publication.periode, une.territoire, une.axe, une.modalite, une.croisee)


def _csv(cellules: Iterable[CellulePubliee]) -> bytes:
    return en_csv(
        COLONNES,
        (
            (
                une.publication.periode,
                une.territoire,
                une.axe,
                une.modalite,
                une.croisee,
                "" if une.valeur is None else une.valeur,
                MASQUE if une.valeur is None else PUBLIE,
            )
            for une in cellules
        ),
    )


def en_csv(colonnes: Iterable[str], lignes: Iterable[Iterable[object]]) -> bytes:
    texte = StringIO()
    ecriture = csv.writer(texte, lineterminator="\n")
    ecriture.writerow(colonnes)
    # The words of an équipe are among them: no spreadsheet may run one, nor take the rest of one
    # for another row, which this writer leaves without quotes after a lone carriage return.
    ecriture.writerows(
        [neutraliser(f"{mot}".replace("\r", " ")) for mot in ligne] for ligne in lignes
    )
    return texte.getvalue().encode()


def _geojson(publication: Publication, cellules: Iterable[CellulePubliee]) -> dict[str, Any]:
    """One feature a territoire, with what is published of it over the whole period."""
    ici = [une for une in cellules if une.publication.periode == publication.periode]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": un["code"],
                "geometry": {"type": "MultiPolygon", "coordinates": un["polygones"]},
                "properties": {
                    "code": un["code"],
                    "nom": un["nom"],
                    "periode": publication.periode,
                    **_proprietes(une for une in ici if une.territoire == un["code"]),
                },
            }
            for un in publication.contours
        ],
    }


def _proprietes(cellules: Iterable[CellulePubliee]) -> dict[str, int | None]:
    """« T1 », « T1_domaine_droits »…: null when hidden, like any other that is hidden."""
    return {
        "_".join(mot for mot in (une.table, une.axe, une.modalite) if mot): une.valeur
        for une in cellules
    }


def _manifeste(
    publication: Publication, cellules: list[CellulePubliee], autres: dict[str, bytes]
) -> dict[str, Any]:
    return {
        "equipe": {"slug": publication.slug, "nom": publication.nom},
        "periode": publication.periode,
        "taille_annoncee": publication.taille,
        "licence": publication.licence,
        "empreinte_de_la_cle": publication.empreinte_de_la_cle,
        "parametres": {
            "seuil": moteur.SEUIL,
            "arrondi": moteur.PAS,
            "bruit_au_plus": moteur.AMPLITUDE,
            "variance": moteur.VARIANCE,
            "cellules_par_rencontre": PLAFOND,
        },
        "cellules": {
            table: {
                "total": sum(1 for une in cellules if une.table == table),
                "montrees": sum(
                    1 for une in cellules if une.table == table and une.valeur is not None
                ),
            }
            for table in sorted({une.table for une in cellules})
        },
        "fichiers": {nom: sha256(contenu).hexdigest() for nom, contenu in sorted(autres.items())},
    }


def _en_json(contenu: dict[str, Any]) -> bytes:
    texte = json.dumps(contenu, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{texte}\n".encode()


def feuillet(publication: Publication) -> Feuillet:
    """The cells of a publication, and of its trimestres, ready to be read."""
    return feuillet_de(
        publication.periode,
        [(une.publication.periode, cle(une), une.valeur) for une in cellules_de(publication)],
        libelles=publication.mots,
        contours=publication.contours,
    )


def cle(une: CellulePubliee) -> Cle:
    return Cle(une.table, une.territoire, une.axe, une.modalite, une.croisee)
