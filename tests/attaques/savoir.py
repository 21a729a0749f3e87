"""What an attacker knows of the cells before reading one: how their counts must add up.

Always more than anybody has: that every rencontre has a besoin and a quartier of the commune,
where sorties went (T5), and the exact number of rencontres of each period (T5).
"""

from collections.abc import Iterable, Iterator

from sessions.nomenclatures.listes import sortes_d_exigences
from sessions.publication.catalogue import TOUT, TOUTES, VILLE, Cle, Taille
from sessions.publication.grille import PERSONNE, QUESTIONS, SUITE, modalites, mots
from tests.attaques.programme import INFINI, Relation
from tests.attaques.publications import Nom, Publications, muettes
from tests.attaques.saisons import (
    ANNEE,
    SECTEURS,
    TRIMESTRES,
    Saison,
    code,
    familles_par_domaine,
)

# At most two besoins, and two exigences, of a rencontre are counted.
PLUSIEURS = 2
TOUS = Nom(ANNEE, TOUTES)


def relations(publiees: Publications) -> Iterator[Relation]:
    """Those that are true of every season of these territoires."""
    saison = publiees.saison
    yield _egale(_somme((Nom(un, TOUTES) for un in TRIMESTRES), moins=TOUS), 0)
    yield from _lieux(saison)
    if saison.taille is Taille.GRANDE:
        yield from _trimestres(saison)
        yield from _familles()
    yield from _personnes(saison)
    yield from _questions()
    yield from _domaines_et_exigences()
    yield from _muettes(publiees)
    for nom, cellule in publiees.cellules.items():
        for parent in cellule.parents:
            yield Relation({nom: 1, parent: -1}, haut=0)


def secteurs_et_quartiers(publiees: Publications) -> Iterator[Relation]:
    """Quartiers make their secteur, in whatever table both are."""
    for nom in publiees.cellules:
        numeros = SECTEURS.get(nom.cle.territoire)
        if numeros and nom.cle.table in {"T1", "T3"}:
            parts = [Nom(nom.periode, nom.cle._replace(territoire=code(un))) for un in numeros]
            yield _egale(_somme(parts, moins=nom), 0)


def _an(cle: Cle) -> Nom:
    return Nom(ANNEE, cle)


def _axe(table: str, axe: str, lieu: str = VILLE, periode: str = ANNEE) -> list[Nom]:
    return [Nom(periode, Cle(table, lieu, axe, modalite)) for modalite in modalites(axe)]


def _somme(noms: Iterable[Nom], moins: Nom | None = None, fois: float = 1) -> dict[Nom, float]:
    """The sum of some cells, less so many times another."""
    termes: dict[Nom, float] = dict.fromkeys(noms, 1.0)
    if moins is not None:
        termes[moins] = -fois
    return termes


def _lieux(saison: Saison) -> Iterator[Relation]:
    """Territoires make the city."""
    lieux = saison.territoires
    yield _egale(_somme((_an(Cle("T1", lieu)) for lieu in lieux), moins=TOUS), 0)
    if saison.taille is Taille.GRANDE:
        for periode in TRIMESTRES:
            parts = [Nom(periode, Cle("T6", lieu)) for lieu in lieux]
            yield _egale(_somme(parts, moins=Nom(periode, TOUTES)), 0)
    for table, axe in (("T1", "domaine"), ("T3", "age"), ("T3", "genre")):
        for mot in modalites(axe):
            parts = [_an(Cle(table, lieu, axe, mot)) for lieu in lieux]
            yield _egale(_somme(parts, moins=_an(Cle(table, axe=axe, modalite=mot))), 0)


def _trimestres(saison: Saison) -> Iterator[Relation]:
    """Trimestres make the year; and in each, everybody has a domain or two."""
    for lieu in saison.territoires:
        parts = [Nom(periode, Cle("T6", lieu)) for periode in TRIMESTRES]
        yield _egale(_somme(parts, moins=_an(Cle("T1", lieu))), 0)
    for mot in modalites("domaine"):
        parts = [Nom(periode, Cle("T2", axe="domaine", modalite=mot)) for periode in TRIMESTRES]
        yield _egale(_somme(parts, moins=_an(Cle("T1", axe="domaine", modalite=mot))), 0)
    for periode in TRIMESTRES:
        cellules = _axe("T2", "domaine", periode=periode)
        yield from _une_ou_deux(cellules, Nom(periode, TOUTES))


def _personnes(saison: Saison) -> Iterator[Relation]:
    """One answer at most on age, genre, ease; one domain or two."""
    for axe in PERSONNE:
        yield Relation(_somme(_axe("T3", axe), moins=TOUS), haut=0)
    yield Relation(
        _somme(_axe("T3", "aisance_francais"), moins=_an(Cle("T3", axe="aisance_francais"))), haut=0
    )
    yield from _une_ou_deux(_axe("T1", "domaine"), TOUS)
    yield Relation(_somme(_axe("T4", "reponse"), moins=TOUS, fois=PLUSIEURS), haut=0)
    for lieu in saison.territoires:
        ici = _an(Cle("T1", lieu))
        for axe in ("age", "genre"):
            yield Relation(_somme(_axe("T3", axe, lieu), moins=ici), haut=0)
        yield from _une_ou_deux(_axe("T1", "domaine", lieu), ici)


def _une_ou_deux(parts: list[Nom], tous: Nom) -> Iterator[Relation]:
    yield Relation(_somme(parts, moins=tous), bas=0)
    yield Relation(_somme(parts, moins=tous, fois=PLUSIEURS), haut=0)


def _familles() -> Iterator[Relation]:
    """A domain is made of its familles, a famille of its domains."""
    yield from _une_ou_deux(_axe("T2", "famille"), TOUS)
    par_domaine = familles_par_domaine()
    par_famille: dict[str, list[str]] = {}
    for domaine, familles in par_domaine.items():
        siennes = [_an(Cle("T2", axe="famille", modalite=une)) for une in familles]
        yield Relation(_somme(siennes, moins=_domaine(domaine)), bas=0)
        for une in familles:
            par_famille.setdefault(une, []).append(domaine)
    for famille, domaines in par_famille.items():
        elle = _an(Cle("T2", axe="famille", modalite=famille))
        yield Relation(_somme(map(_domaine, domaines), moins=elle), bas=0)


def _domaine(code: str) -> Nom:
    return _an(Cle("T1", axe="domaine", modalite=code))


def _questions() -> Iterator[Relation]:
    """Of those who were asked, so many answers at most; for two of them, one each."""
    for axe in (*QUESTIONS, "non_recours", SUITE):
        interroges = _an(Cle("T4", axe=axe, modalite=TOUT))
        reponses = _axe("T4", axe)
        fois = PLUSIEURS if axe in {"exigence", "non_recours"} else 1
        chacun = axe in {"qpv", SUITE}
        yield Relation(_somme(reponses, moins=interroges, fois=fois), 0 if chacun else -INFINI, 0)


def _domaines_et_exigences() -> Iterator[Relation]:
    """T7 beside T4 and T1: who met an exigence was asked, and has one of that kind."""
    interroges = _an(Cle("T4", axe="exigence"))
    for sorte in mots()["sorte"]:
        codes = [code for code, une in sortes_d_exigences().items() if une == sorte]
        de_la_sorte = [_an(Cle("T4", axe="exigence", modalite=code)) for code in codes]
        croisees = [
            _an(Cle("T7", axe="domaine", modalite=domaine, croisee=sorte))
            for domaine in modalites("domaine")
        ]
        yield Relation(_somme(croisees, moins=interroges, fois=PLUSIEURS), haut=0)
        for une in croisees:
            yield Relation(_somme(de_la_sorte, moins=une), bas=0)


def _muettes(publiees: Publications) -> Iterator[Relation]:
    """Where the line « non renseigné » is published too, everybody is on a line."""
    for cle in muettes(publiees.saison.territoires):
        if _an(cle) not in publiees.cellules:
            continue
        lignes = _somme([*_axe(cle.table, cle.axe, cle.territoire), _an(cle)])
        if cle.axe not in {"age", "genre"}:
            yield _egale({**lignes, _an(Cle(cle.table, axe=cle.axe)): -1}, 0)
        elif cle.territoire:
            yield _egale({**lignes, _an(Cle("T1", cle.territoire)): -1}, 0)
        else:
            yield _egale({**lignes, TOUS: -1}, 0)


def _egale(termes: dict[Nom, float], somme: float) -> Relation:
    return Relation(termes, somme, somme)
