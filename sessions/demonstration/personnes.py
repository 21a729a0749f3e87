"""The rencontres of a season: nobody in particular, plausible all together."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sessions.demonstration.decor import Decor
from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.models import (
    Appel,
    Besoin,
    Exigence,
    Halte,
    Orientation,
    QuestionPosee,
    Rencontre,
    Suite,
    Vecu,
)
from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.orientations.mois import premier_du_mois
from sessions.orientations.services import INCONNU, delai
from sessions.rencontres.premiers import marques

VIE_D_UNE_NOTE = timedelta(days=90)


@dataclass
class Recit:
    """The rows that rencontres fill, table by table."""

    jusqu_au: date
    rencontres: list[Rencontre] = field(default_factory=list)
    besoins: list[Besoin] = field(default_factory=list)
    exigences: list[Exigence] = field(default_factory=list)
    questions: list[QuestionPosee] = field(default_factory=list)
    vecus: list[Vecu] = field(default_factory=list)
    orientations: list[Orientation] = field(default_factory=list)
    suites: list[Suite] = field(default_factory=list)
    appels: list[Appel] = field(default_factory=list)


def raconter(hasard: Hasard, decor: Decor, halte: Halte, recit: Recit) -> None:
    """Draw one rencontre at a halte with its besoins; a note only on a recent one."""
    codes = _categories(hasard, decor, halte)
    question = _question(hasard, halte)
    rencontre = _rencontre(hasard, halte, codes[0], question)
    recente = recit.jusqu_au - rencontre.jour < VIE_D_UNE_NOTE
    if recente and not rencontre.mineure and hasard.arrive(0.06):
        rencontre.note = hasard.choice(lire("textes")["notes"])
    recit.rencontres.append(rencontre)
    recit.questions.append(QuestionPosee(rencontre=rencontre, code=question))
    for rang, code in enumerate(codes, start=1):
        _besoin(hasard, decor, rencontre, rang, code, question, recit)
    siens = recit.besoins[-len(codes) :]
    for besoin, siennes in zip(siens, marques(un.categorie for un in siens), strict=True):
        for marque, valeur in siennes.items():
            setattr(besoin, marque, valeur)
    if not rencontre.mineure and hasard.arrive(0.12):
        ressentis = hasard.plusieurs(lire("tirages")["vecu"], 2)
        recit.vecus += [Vecu(rencontre=rencontre, code=code) for code in ressentis]
    if hasard.arrive(0.04):
        recit.appels.append(_appel(hasard, decor, rencontre))


def _appel(hasard: Hasard, decor: Decor, rencontre: Rencontre) -> Appel:
    """Someone was rung, to see clear."""
    return Appel(
        id=hasard.uuid(),
        equipe=rencontre.equipe,
        auteur=rencontre.auteur,
        saisi_le=rencontre.saisi_le,
        sortie=rencontre.sortie,
        rencontre=rencontre,
        professionnel=hasard.choice(decor.professionnels),
        debloque=hasard.choice([True, True, True, False, None]),
    )


def _categories(hasard: Hasard, decor: Decor, halte: Halte) -> list[str]:
    """One besoin most often, sometimes two or three, by the weights of the quartier."""
    tables = lire("tirages")
    poids = tables["domaines"].get(str(halte.quartier.numero), tables["domaines"]["defaut"])
    combien = hasard.choices([1, 2, 3], weights=[68, 26, 6])[0]
    codes = [hasard.tire("categories", hasard.parmi(poids)) for _ in range(combien)]
    return list(dict.fromkeys(codes))


def _question(hasard: Hasard, halte: Halte) -> str:
    """The pinned question of the sortie, else one of the list."""
    if halte.sortie.questions:
        return str(halte.sortie.questions[0])
    return hasard.choice(["exigences", "non_recours", *lire("tirages")["questions"]])


def _rencontre(hasard: Hasard, halte: Halte, code: str, question: str) -> Rencontre:
    tables = lire("tirages")
    ages = tables["ages_selon"].get(code, tables["ages"])
    champs: dict[str, Any] = {}
    if question in tables["questions"]:
        champs[question] = hasard.tire("questions", question)
    if hasard.arrive(0.2):
        champs.setdefault("habite", hasard.tire("questions", "habite"))
    if hasard.arrive(0.25):
        champs["pour_qui"] = hasard.tire("pour_qui")
    return Rencontre(
        id=hasard.uuid(),
        equipe=halte.equipe,
        auteur=halte.auteur,
        saisi_le=halte.sortie.date,
        sortie=halte.sortie,
        halte=halte,
        jour=halte.sortie.date,
        quartier=halte.quartier,
        tranche_age=hasard.parmi(ages),
        genre=hasard.tire("genres"),
        nb_personnes=hasard.tire("nb_personnes"),
        duree=hasard.tire("duree"),
        saisie=hasard.parmi({"au_retour": 70, "sur_le_moment": 24, "plus_tard": 6}),
        **champs,
    )


def _besoin(
    hasard: Hasard,
    decor: Decor,
    rencontre: Rencontre,
    rang: int,
    code: str,
    question: str,
    recit: Recit,
) -> None:
    tables = lire("tirages")
    categorie = decor.categories[code]
    droits = categorie.domaine == "droits"
    besoin = Besoin(
        id=hasard.uuid(),
        rencontre=rencontre,
        rang=rang,
        equipe=rencontre.equipe,
        jour=rencontre.jour,
        quartier=rencontre.quartier,
        categorie=categorie,
        organisme=(
            tables["organismes"].get(code, NON_RENSEIGNE) if hasard.arrive(0.8) else NON_RENSEIGNE
        ),
        reponse=hasard.tire("reponses", categorie.domaine),
        non_recours=(
            hasard.tire("non_recours")
            if droits and (question == "non_recours" or hasard.arrive(0.08))
            else NON_RENSEIGNE
        ),
    )
    recit.besoins.append(besoin)
    poids = tables["exigences"].get(categorie.domaine)
    if poids and hasard.arrive(0.82 if question == "exigences" else 0.2):
        exigences = hasard.plusieurs(poids, hasard.choice([1, 1, 2, 3]))
        recit.exigences += [Exigence(besoin=besoin, code=exigence) for exigence in exigences]
    if besoin.reponse == "orientation" and code in decor.partenaires:
        _orienter(hasard, decor, besoin, recit)


def _orienter(hasard: Hasard, decor: Decor, besoin: Besoin, recit: Recit) -> None:
    orientation = Orientation(
        id=hasard.uuid(),
        equipe=besoin.equipe,
        besoin=besoin,
        partenaire=hasard.choice(decor.partenaires[besoin.categorie.code]),
        categorie=besoin.categorie,
        quartier=besoin.quartier,
        jour=besoin.jour,
        modalite=hasard.tire("modalites"),
    )
    recit.orientations.append(orientation)
    suite = _suite(hasard, orientation, recit.jusqu_au)
    if suite is None:
        return
    recit.suites.append(suite)
    orientation.statut = suite.statut
    orientation.delai = delai(orientation.jour, suite.jour) if suite.source else INCONNU
    # Its outcome known, nothing leads from it to the rencontre (orientations.coupure).
    orientation.besoin = None
    orientation.jour, suite.jour = premier_du_mois(besoin.jour), premier_du_mois(suite.jour)


def _suite(hasard: Hasard, orientation: Orientation, jusqu_au: date) -> Suite | None:
    """Told within forty days, or unknown at sixty; None while it is awaited."""
    dite_le = orientation.jour + timedelta(days=hasard.randint(1, 40))
    if hasard.arrive(0.55) and dite_le <= jusqu_au:
        sur_rendez_vous = orientation.modalite == "rendez_vous_pris"
        absente = sur_rendez_vous and hasard.arrive(0.15)
        statut = Orientation.NON_VENUE if absente else hasard.tire("suites")
        return Suite(
            orientation=orientation,
            statut=statut,
            jour=dite_le,
            source="le_partenaire" if statut == Orientation.ACCUEILLIE else "la_coordination",
            motif=hasard.tire("motifs_de_refus") if statut == Orientation.REFUSEE else "",
        )
    fin = orientation.jour + timedelta(days=60)
    if fin > jusqu_au:
        return None
    return Suite(orientation=orientation, statut=Orientation.EXPIREE, jour=fin, source="")
