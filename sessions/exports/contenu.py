"""The files of each page: what it shows, made of the same counts, read as a print is."""

from django.utils import timezone
from django.utils.formats import date_format

from medlove.models import Equipe
from sessions.exports.document import Document
from sessions.rencontres.choix import ChoixDuPilotage
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.filtres_statistiques import perimetre
from sessions.statistiques.page_statistiques import Page
from sessions.statistiques.planche import Planche
from sessions.statistiques.presentation import TITRE, objet, resume
from sessions.statistiques.table import Cellule, Ligne, Table
from sessions.statistiques.tableau import Cellule as CelluleDeCarte
from sessions.statistiques.tableau import tableau

LECTURE = Lecture.IMPRESSION


def document_de_la_carte(vue: Planche, form: ChoixDuPilotage, equipe: Equipe) -> Document:
    periode = vue.demande.selection.periode
    table = _de_la_carte(vue, perimetre(form, periode))
    regle = ("Classes de la carte", vue.echelle.regle())
    entete = (*_entete(equipe, perimetre(form, periode)), ("Montré", objet(vue)), regle)
    return Document(_nom("carte", equipe), TITRE, entete, (table,))


def _de_la_carte(vue: Planche, choix: str) -> Table:
    """The table that stands beside the map."""
    lu = tableau(vue)
    return Table(
        code="carte",
        titre=objet(vue),
        compte=f"{choix}. {resume(vue.carte)}",
        colonnes=tuple(une.texte for une in lu.entetes),
        lignes=tuple(
            Ligne(
                une.code,
                ", ".join([une.nom, *une.mentions]),
                tuple(map(_cellule, une.cellules)),
            )
            for une in lu.rangees
        ),
        ensemble=Ligne("", "Ensemble", tuple(map(_cellule, lu.ensemble))) if lu.ensemble else None,
    )


def _cellule(une: CelluleDeCarte) -> Cellule:
    return Cellule(une.texte, une.nombre)


def document_des_statistiques(page: Page, equipe: Equipe) -> Document:
    """All the tables of the page, in its order, the crossing chosen last."""
    sections = [une.section for une in page.sections]
    if page.croisee:
        sections.append(page.croisee.section)
    entete = (*_entete(equipe, page.perimetre), ("En tout", page.resume))
    tables = tuple(table for section in sections for table in section.toutes())
    return Document(_nom("statistiques", equipe), "Statistiques", entete, tables)


def document_des_rencontres(
    tables: tuple[Table, ...], choix: str, en_tout: str, equipe: Equipe
) -> Document:
    entete = (*_entete(equipe, choix), ("En tout", en_tout))
    return Document(_nom("rencontres", equipe), "Rencontres, en nombres", entete, tables)


def _entete(equipe: Equipe, choix: str) -> tuple[tuple[str, str], ...]:
    jour = date_format(timezone.localdate(), "j F Y")
    return (
        ("Équipe", equipe.nom),
        ("Fait par", "la coordination de l’équipe, avec Medlové"),
        ("Fait le", jour),
        ("Choix", choix),
    )


def _nom(quoi: str, equipe: Equipe) -> str:
    return f"{quoi}-{equipe.slug}-interne-{timezone.localdate():%Y-%m-%d}"
