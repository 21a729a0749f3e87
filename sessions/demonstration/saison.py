"""Sorties, haltes, counters and bilans of a season, as rows ready for bulk insertion."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from sessions.demonstration.calendrier import Prevue
from sessions.demonstration.decor import Decor
from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.demonstration.personnes import Recit, raconter
from sessions.models import Bilan, Halte, Parole, Passages, Sortie, UsageOutil
from territoires.models import Lieu

DEBUTS = {"matin": 9, "midi": 11, "apres_midi": 14, "soiree": 17}


@dataclass
class Saison:
    """The rows of a season, table by table."""

    recit: Recit
    sorties: list[Sortie] = field(default_factory=list)
    equipages: list[Sortie.equipage.through] = field(default_factory=list)  # type: ignore[name-defined]
    haltes: list[Halte] = field(default_factory=list)
    passages: list[Passages] = field(default_factory=list)
    bilans: list[Bilan] = field(default_factory=list)
    outils: list[UsageOutil] = field(default_factory=list)
    paroles: list[Parole] = field(default_factory=list)


def composer(hasard: Hasard, decor: Decor, prevues: list[Prevue], jusqu_au: date) -> Saison:
    """Draw all that happened, sortie by sortie, in the order of the calendar."""
    saison = Saison(Recit(jusqu_au))
    for prevue in sorted(prevues, key=lambda une: une.jour):
        sortie = _sortie(hasard, decor, prevue, saison, jusqu_au)
        if prevue.rencontres:
            _vivre(hasard, decor, sortie, prevue, saison, jusqu_au)
    return saison


def _sortie(hasard: Hasard, decor: Decor, prevue: Prevue, saison: Saison, jusqu_au: date) -> Sortie:
    statut = Sortie.TERMINEE if prevue.rencontres else Sortie.PLANIFIEE
    equipage = hasard.sample(decor.equipage, min(len(decor.equipage), hasard.choice([2, 2, 3])))
    sortie = Sortie(
        id=hasard.uuid(),
        equipe=decor.equipe,
        auteur=equipage[0],
        saisi_le=min(prevue.jour, jusqu_au) - timedelta(days=7),
        date=prevue.jour,
        creneau=hasard.tire("creneaux"),
        quartier=decor.quartiers[prevue.numero],
        statut=Sortie.ANNULEE if prevue.annulee else statut,
        motif_annulation=hasard.choice(lire("textes")["motifs"]) if prevue.annulee else "",
        questions=["exigences"] if hasard.arrive(0.35) else [],
        intention=_intention(len(saison.sorties)),
    )
    saison.sorties.append(sortie)
    lien = Sortie.equipage.through
    saison.equipages += [lien(sortie=sortie, utilisateur=membre) for membre in equipage]
    return sortie


def _intention(rang: int) -> str:
    """Two sorties out of three have one, in turn and not drawn: the rest stays as it was."""
    intentions: list[str] = lire("textes")["intentions"]
    return intentions[rang % len(intentions)] if rang % 3 else ""


def _vivre(
    hasard: Hasard, decor: Decor, sortie: Sortie, prevue: Prevue, saison: Saison, jusqu_au: date
) -> None:
    """Haltes with their counters, the rencontres of each, and the bilan at the end."""
    haltes = _haltes(hasard, decor, sortie, prevue)
    saison.haltes += haltes
    compteurs = [_compteur(hasard, halte, prevue.rencontres // len(haltes)) for halte in haltes]
    saison.passages += compteurs
    for _ in range(prevue.rencontres):
        raconter(hasard, decor, hasard.choice(haltes), saison.recit)
    if jusqu_au - sortie.date > timedelta(days=4):
        bilan = _bilan(hasard, sortie, prevue.rencontres, compteurs)
        saison.bilans.append(bilan)
        saison.outils += _usages(hasard, decor, bilan)


def _haltes(hasard: Hasard, decor: Decor, sortie: Sortie, prevue: Prevue) -> list[Halte]:
    lieux = decor.lieux[prevue.numero]
    tires = hasard.sample(lieux, min(len(lieux), hasard.choice([1, 2, 2])))
    choisis: list[Lieu | None] = [*tires] or [None]
    quart = DEBUTS[sortie.creneau] * 4 + hasard.choice([0, 1, 2])
    haltes = []
    for rang, lieu in enumerate(choisis, start=1):
        fin = quart + hasard.choice([4, 5, 6, 7, 8])
        arrivee, depart = _heure(quart), _heure(fin)
        haltes.append(
            Halte(
                id=hasard.uuid(),
                equipe=sortie.equipe,
                auteur=sortie.auteur,
                saisi_le=sortie.date,
                sortie=sortie,
                rang=rang,
                lieu=lieu,
                quartier=sortie.quartier,
                arrivee=arrivee,
                depart=depart,
                minutes=Halte.duree(arrivee, depart),
            )
        )
        quart = fin + 1
    return haltes


def _heure(quarts: int) -> time:
    return time(quarts // 4, quarts % 4 * 15)


def _compteur(hasard: Hasard, halte: Halte, rencontres: int) -> Passages:
    return Passages(
        id=hasard.uuid(),
        equipe=halte.equipe,
        auteur=halte.auteur,
        saisi_le=halte.saisi_le,
        halte=halte,
        passages=hasard.randint(2, 6 + rencontres * 2),
        refus=hasard.randint(0, 3 + rencontres // 2),
    )


def _bilan(hasard: Hasard, sortie: Sortie, rencontres: int, compteurs: list[Passages]) -> Bilan:
    textes = lire("textes")
    return Bilan(
        id=hasard.uuid(),
        equipe=sortie.equipe,
        auteur=sortie.auteur,
        saisi_le=sortie.date,
        sortie=sortie,
        rencontres=rencontres,
        passages=sum(compteur.passages for compteur in compteurs),
        refus=sum(compteur.refus for compteur in compteurs),
        meteo=hasard.tire("meteo"),
        ambiance=hasard.tire("ambiance"),
        accroche=hasard.plusieurs(lire("tirages")["accroche"], hasard.choice([1, 2])),
        kilometres_dixiemes=hasard.randint(38, 124),
        affiche_visible=hasard.arrive(0.9),
        preparation_minutes=hasard.choice([20, 30, 45]),
        route_minutes=hasard.choice([20, 30, 40, 50]),
        scene=hasard.choice(textes["scenes"]) if hasard.arrive(0.12) else "",
        parole=hasard.choice(textes["paroles"]) if hasard.arrive(0.15) else "",
        **{
            champ: hasard.choice(textes[champ]) if hasard.arrive(0.25) else ""
            for champ in ("ce_qui_a_pris", "ce_qui_a_coince", "appris")
        },
    )


def _usages(hasard: Hasard, decor: Decor, bilan: Bilan) -> list[UsageOutil]:
    if not hasard.arrive(0.4):
        return []
    outil = hasard.choice(decor.outils)
    return [UsageOutil(bilan=bilan, outil=outil, reaction=hasard.tire("reaction"))]
