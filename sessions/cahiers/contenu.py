"""What a cahier says of a period: the same measures and figures as the pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medlove.templatetags.francais import accord
from sessions.cahiers import tableaux
from sessions.cahiers.models import Cahier
from sessions.cahiers.tableaux import LECTURE, LigneDomaine, Rangs, Tableau
from sessions.periodes import Periode
from sessions.rencontres.selection import Selection
from sessions.statistiques import mesures
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.demande import Demande, Mesure
from sessions.statistiques.effectifs import lire, milliers
from sessions.statistiques.figures.barres import Barre, barres
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.figures.frise import Etape, frise
from sessions.statistiques.mesures import Totaux
from sessions.statistiques.planche import choroplethe
from sessions.statistiques.presentation import Entree, legende, svg, zones
from territoires.models import Quartier

MENTION = "version de travail, ne pas diffuser"


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A key figure, said as a sentence: the number, then what it counts."""

    nombre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Contenu:
    """All that the templates print; no count in it is finer than a print may show."""

    cahier: Cahier
    periode: Periode
    chiffres: Sequence[Chiffre]
    frise: Figure
    carte: Figure
    legende: Sequence[Entree]
    par_domaine: Figure
    domaines: Tableau
    categories: Rangs
    quartiers: Tableau
    exigences: Rangs
    exigences_demandees: str
    reponses: Tableau
    schematique: bool
    mention: str = MENTION

    @property
    def figures(self) -> dict[str, str]:
        """The SVG texts by the name under which the PDF asks for them."""
        return {
            "frise.svg": self.frise.svg,
            "carte.svg": self.carte.svg,
            "domaines.svg": self.par_domaine.svg,
        }


def composer(cahier: Cahier) -> Contenu:
    """Read the figures of the period and lay them out; a constant number of queries."""
    periode = Periode(cahier.du, cahier.au)
    selection = Selection(cahier.equipe, periode)
    quartiers = quartiers_de(cahier.equipe)
    totaux = mesures.totaux(selection)
    carte, legende_de_la_carte = _carte(selection, quartiers)
    domaines = tableaux.lignes_par_domaine(selection, totaux.rencontres)
    return Contenu(
        cahier=cahier,
        periode=periode,
        chiffres=_chiffres(totaux),
        frise=_frise(selection, quartiers),
        carte=carte,
        legende=legende_de_la_carte,
        par_domaine=_barres(domaines),
        domaines=tableaux.par_domaine(domaines),
        categories=tableaux.par_categorie(selection),
        quartiers=tableaux.par_quartier(selection, quartiers),
        exigences=tableaux.exigences(selection),
        exigences_demandees=tableaux.demandees(selection),
        reponses=tableaux.reponses(selection),
        schematique=any(quartier.schematique for quartier in quartiers),
    )


def _chiffres(totaux: Totaux) -> list[Chiffre]:
    """Facts of the team as they are; counts of persons as a print may show them."""
    return [
        _fait(totaux.sorties, "sortie à vélo,sorties à vélo"),
        _fait(totaux.haltes, "halte dans l’espace public,haltes dans l’espace public"),
        _fait(round(totaux.minutes / 60), "heure de présence,heures de présence"),
        _fait(round(totaux.kilometres_dixiemes / 10), "kilomètre"),
        _personnes(totaux.rencontres, "rencontre"),
        _personnes(totaux.besoins, "besoin entendu,besoins entendus"),
        _personnes(
            totaux.orientations, "orientation vers un partenaire,orientations vers un partenaire"
        ),
        _personnes(totaux.passages, "passage"),
        _personnes(totaux.refus, "refus,refus"),
    ]


def _fait(nombre: int, noms: str) -> Chiffre:
    return Chiffre(milliers(nombre), accord(nombre, noms))


def _personnes(nombre: int, noms: str) -> Chiffre:
    lu = lire(nombre, LECTURE)
    # A hidden count takes the plural: the singular would tell that it is one.
    return Chiffre(lu.texte, accord(2 if lu.masque else nombre, noms))


def _frise(selection: Selection, quartiers: Iterable[Quartier]) -> Figure:
    noms = {quartier.pk: quartier.nom for quartier in quartiers}
    sorties = selection.sorties().order_by("quartier__numero", "date")
    etapes = [
        Etape(jour, noms[quartier])
        for jour, quartier in sorties.values_list("date", "quartier")
        if quartier in noms
    ]
    visites = len({etape.quartier for etape in etapes})
    texte = f"Frise des {len(etapes)} sorties de la période, dans {visites} quartiers."
    return frise(etapes, selection.periode, texte)


def _barres(lignes: Sequence[LigneDomaine]) -> Figure:
    """The bars of the table's own shares: what it hides has no length."""
    dits = ", ".join(f"{ligne.libelle} {ligne.part}" for ligne in lignes)
    return barres(
        [Barre(ligne.libelle, ligne.part.points, ligne.part.texte) for ligne in lignes],
        f"Part des rencontres par domaine de besoin\u00a0: {dits}.",
    )


def _carte(selection: Selection, quartiers: Sequence[Quartier]) -> tuple[Figure, list[Entree]]:
    """The map of the pages, as a print may show it, and its legend."""
    vue = choroplethe(Demande(selection, Mesure.PART), quartiers, LECTURE)
    dits = " ".join(zone.description for zone in zones(vue))
    return Figure(svg(vue), f"Carte des quartiers. {dits}"), legende(vue)
