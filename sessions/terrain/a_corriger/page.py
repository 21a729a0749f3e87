"""What the page of one element shows: its content in words, beside the site's when it has one."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sessions.donnees import Texte
from sessions.donnees.schema import Schema
from sessions.notes.controle import ce_qui_bloque
from sessions.notes.detecteur import examiner
from sessions.notes.marques import Morceau, decouper_examen
from sessions.notes.propres import propres_de
from sessions.terrain.a_corriger.contenu import (
    Ligne,
    citations,
    etiquette,
    plus_recent,
    raconter,
)
from sessions.terrain.a_corriger.examen import DEJA_LA, Dossier
from sessions.terrain.a_corriger.repertoire import Repertoire
from sessions.terrain.a_corriger.titres import ABIME, DEUX_VERSIONS, apercus

RELIRE = f"{ABIME} Relire chaque ligne avant de l’enregistrer."
UN_SEUL_BILAN = (
    "Cette sortie a déjà son bilan. Choisir lequel garder, ou dire de quelle sortie est celui-ci."
)
NOTE_TUE = "Pas redite : celle du site reste."


class Ecart(NamedTuple):
    """One field in both versions."""

    etiquette: str
    du_site: list[str]
    de_la_tablette: list[str]
    differe: bool


class Passage(NamedTuple):
    """A text, and where it says who somebody is."""

    etiquette: str
    morceaux: list[Morceau]


def page_de(dossier: Dossier) -> dict[str, Any]:
    """The context of the page, forms aside."""
    repertoire = Repertoire(dossier.equipe)
    [apercu] = apercus([dossier.reception], repertoire)
    contexte: dict[str, Any] = {
        "dossier": dossier,
        "apercu": apercu,
        "repertoire": repertoire,
        "raisons": list(_raisons(dossier)),
        "brut": json.dumps(dossier.champs, ensure_ascii=False, indent=2),
        "d_abord": apercus(dossier.a_corriger_d_abord(), repertoire),
        "passages": [],
        "lignes": [],
        "ecarts": [],
        "inconnues": [],
    }
    if dossier.type:
        schema = dossier.type.schema
        repertoire.charger(citations(schema, dossier.donnees))
        contexte["passages"] = list(_passages(dossier, schema))
        contexte["inconnues"] = list(plus_recent(schema, dossier.donnees))
        lignes = list(raconter(schema, dossier.donnees, repertoire))
        if dossier.rivale:
            du_site = _du_site(dossier, schema, repertoire)
            contexte["ecarts"] = list(_ecarts(dossier, schema, du_site, lignes))
        else:
            contexte["lignes"] = lignes
    return contexte


def _raisons(dossier: Dossier) -> Iterator[str]:
    """Why it waits here, where no field of the form tells it."""
    if dossier.empechement:
        yield dossier.empechement
    if dossier.meme_id:
        yield DEUX_VERSIONS
    if dossier.est_abime and not dossier.empechement:
        yield RELIRE
    if dossier.ids_pris:
        yield DEJA_LA
    if dossier.rivale and not dossier.meme_id:
        yield UN_SEUL_BILAN


def _passages(dossier: Dossier, schema: Schema) -> Iterator[Passage]:
    """The texts that are refused for what they say of somebody, with the place of it. Examined
    now: nothing of the words is kept beside the element."""
    propres = propres_de(dossier.equipe)
    for cle, champ in schema.champs.items():
        texte = dossier.donnees.get(cle)
        if isinstance(champ, Texte) and type(texte) is str and cle in dossier.motifs:
            bloquants = ce_qui_bloque(examiner(texte, propres))
            if bloquants:
                yield Passage(etiquette(champ), decouper_examen(texte, bloquants))


def _du_site(dossier: Dossier, schema: Schema, repertoire: Repertoire) -> dict[str, Ligne]:
    donnees = dossier.type.donnees_de(dossier.rivale)
    repertoire.charger(citations(schema, donnees))
    return {ligne.cle: ligne for ligne in raconter(schema, donnees, repertoire)}


def _ecarts(
    dossier: Dossier, schema: Schema, site: dict[str, Ligne], lignes: list[Ligne]
) -> Iterator[Ecart]:
    tablette = {ligne.cle: ligne for ligne in lignes}
    for cle in schema.champs:
        ici, la = site.get(cle), tablette.get(cle)
        if ici is None and la is None:
            continue
        du_site, dits = (ici.mots if ici else []), (la.mots if la else [])
        tue = cle == "note" and "note" not in dossier.donnees
        nom = (ici or la or Ligne("", "", [])).etiquette
        yield Ecart(nom, du_site, [NOTE_TUE] if tue else dits, differe=not tue and du_site != dits)
