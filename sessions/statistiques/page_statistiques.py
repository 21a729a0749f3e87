"""The page of statistics, from a valid form: sections, sentences, the crossing chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from medlove.templatetags.francais import compte, heures
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.choix import ChoixDuPilotage
from sessions.statistiques.effectifs import Lecture, lire
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.filtres_statistiques import ChoixDeStatistiques, perimetre
from sessions.statistiques.mesures import Journee, par_jour
from sessions.statistiques.rendu import VueDeSection, dessiner_l_evolution, presenter
from sessions.statistiques.tables import (
    NOMMES,
    PARTS_DE_LA_LIGNE,
    Comptes,
    Croisement,
    Redaction,
    Section,
    compter_pour_le_pilotage,
    compter_tout,
    croiser,
    section_croisee,
    sections_du_pilotage,
    sections_du_terrain,
)

# Steering reads a trimestre beside the three before it.
TRIMESTRES_DE_SUITE = 4


@dataclass(frozen=True, slots=True)
class Nomme:
    """A crossing proposed by name: the address that asks for it, the rest left as it is."""

    libelle: str
    requete: str
    choisi: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`refus` says why nothing is told of this choice: there is then no figure at all."""

    perimetre: str
    lecture: Lecture
    resume: str = ""
    ensemble: Journee = field(default_factory=Journee)
    sections: list[VueDeSection] = field(default_factory=list)
    croisee: VueDeSection | None = None
    nommes: tuple[Nomme, ...] = ()
    refus: str = ""

    @property
    def teintes(self) -> list[str]:
        return PARTS_DE_LA_LIGNE.intervalles()

    @property
    def sommaire(self) -> list[Section]:
        derniere = [self.croisee] if self.croisee else []
        return [une.section for une in (*self.sections, *derniere)]


def page_du_terrain(form: ChoixDeStatistiques, lecture: Lecture) -> Page:
    selection = form.selection()
    redaction = Redaction(
        selection, lecture, perimetre(form, selection.periode), form.noms(), form.besoin_discret()
    )
    if raison := redaction.refus():
        return Page(redaction.perimetre, lecture, refus=raison)
    croisement = form.croisement()
    comptes = compter_tout(selection, croisement.questions)
    refuse = redaction.refus(croisement.une, croisement.autre)
    croise = croisement if refuse else croiser(selection, croisement, comptes.demandees)
    evolution, *autres = sections_du_terrain(redaction, comptes)
    return Page(
        perimetre=redaction.perimetre,
        resume=_resume(comptes, lecture, bool(form.libelle_du_besoin())),
        ensemble=comptes.ensemble,
        lecture=lecture,
        sections=[presenter(evolution, _figure(evolution)), *map(presenter, autres)],
        croisee=presenter(section_croisee(redaction, croise)),
        nommes=tuple(_nommes(form, croisement)),
    )


def page_du_pilotage(form: ChoixDuPilotage) -> Page:
    """The days of four trimestres are read at once; domains are those of the last one only."""
    selection, lecture = form.selection(), Lecture.PILOTAGE
    dernier = Trimestre.du_jour(selection.periode.du)
    trimestres = [dernier.precedent(n) for n in reversed(range(TRIMESTRES_DE_SUITE))]
    redaction = Redaction(selection, lecture, perimetre(form, selection.periode))
    comptes = compter_pour_le_pilotage(selection)
    de_suite = replace(selection, periode=Periode.de(trimestres[0], dernier))
    evolution, besoins = sections_du_pilotage(
        redaction,
        comptes,
        replace(redaction, perimetre=perimetre(form, de_suite.periode)),
        par_jour(de_suite),
        trimestres,
    )
    return Page(
        perimetre=redaction.perimetre,
        resume=_resume(comptes, lecture, False),
        ensemble=comptes.ensemble,
        lecture=lecture,
        sections=[presenter(evolution, _figure(evolution)), presenter(besoins)],
    )


def _figure(evolution: Section) -> Figure | None:
    """That of the finest table."""
    return dessiner_l_evolution(evolution.tables[-1])


def _resume(comptes: Comptes, lecture: Lecture, d_un_besoin: bool) -> str:
    """« 412 rencontres, 530 passages et 60 refus en 38 sorties, 96 h de présence. »"""
    tout = comptes.ensemble
    rencontres, passages, refus = (
        _compte(nombre, nom, lecture)
        for nombre, nom in (
            (tout.rencontres, "rencontre"),
            (tout.passages, "passage"),
            (tout.refus, "refus,refus"),
        )
    )
    portant = " portant ce besoin" if d_un_besoin else ""
    return (
        f"{rencontres}{portant}, {passages} et {refus} en {compte(tout.sorties, 'sortie')}, "
        f"{heures(tout.minutes)} de présence."
    )


def _compte(nombre: int, nom: str, lecture: Lecture) -> str:
    lu = lire(nombre, lecture)
    if lu.nombre is None:
        return f"{lu} {nom.partition(',')[2] or nom + 's'}"
    return compte(lu.nombre, nom)


def _nommes(form: ChoixDeStatistiques, choisi: Croisement) -> Iterator[Nomme]:
    demandes = {nom: form.demandes.get(nom) for nom in form.demandes}
    for une, autre, libelle in NOMMES:
        etat = {**demandes, "croiser": une, "par": autre}
        yield Nomme(libelle, urlencode(etat), (choisi.une.code, choisi.autre.code) == (une, autre))
