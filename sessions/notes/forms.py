"""Texts written at the desk: what may say who somebody is, said before it is saved, and passed
over by who has read it again."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django import forms

from medlove.models import Equipe
from sessions.notes.detecteur import Examen, examiner
from sessions.notes.libelles import libelle
from sessions.notes.propres import propres_de

FINE = "\u202f"
RELU = "relu"
J_AI_RELU = f"J’ai relu ces passages{FINE}: personne n’est reconnaissable"
RELIRE = (
    f"Quelqu’un y est peut-être reconnaissable{FINE}: %s. Le réécrire, ou cocher plus bas que "
    "c’est relu."
)
MONTRES = 8


class RelireAvant(forms.BaseForm):
    """A form whose `textes_libres` are examined. The box that passes over is there only once
    something was found, and holds for the very texts that were shown."""

    textes_libres: tuple[str, ...] = ()

    def equipe_du_texte(self) -> Equipe:
        raise NotImplementedError

    def relire(self, lus: dict[str, Any]) -> None:
        """To be called by `clean`, once the texts are as they will be saved."""
        textes = {nom: lus[nom] for nom in self.textes_libres if lus.get(nom)}
        propres = propres_de(self.equipe_du_texte()) if textes else None
        trouves = {
            nom: examen
            for nom, texte in textes.items()
            if propres and (examen := examiner(texte, propres)).reperes
        }
        if not trouves:
            return
        sceau = _sceau(textes)
        self.fields[RELU] = forms.BooleanField(
            label=J_AI_RELU, required=False, widget=forms.CheckboxInput(attrs={"value": sceau})
        )
        if self.data.get(self.add_prefix(RELU)) == sceau:
            return
        for nom, examen in trouves.items():
            self.add_error(nom, RELIRE % ", ".join(passages(textes[nom], examen)))


def passages(texte: str, examen: Examen) -> Iterator[str]:
    """« Durand » (un nom de personne), each once; the first few of a long text."""
    dits = dict.fromkeys(
        f"«{FINE}{texte[un.debut : un.fin].strip()}{FINE}» ({libelle(un.regle)})"
        for un in examen.reperes
    )
    yield from list(dits)[:MONTRES]
    if len(dits) > MONTRES:
        yield f"et {len(dits) - MONTRES} autres"


def _sceau(textes: dict[str, str]) -> str:
    return sha256("\0".join(textes.values()).encode()).hexdigest()[:16]
