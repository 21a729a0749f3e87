"""The fixed sentences of the card, one file a language: `static/cartes/<code>.json`.

The tablet reads the same files. Their keys, all of them required:

- `code`: the language as `lang` writes it; `nom`: in itself; `nom_francais`; `direction`: ltr, rtl;
- `relue_par`: who read the text again, null until somebody did; the French is then shown
  beside, and « traduction non relue »;
- `jours`: the seven days, Monday first;
- `heures`: how hours are written. `heure` and, on the hour, `heure_pile` ({h} « 9 », {hh} « 09 »,
  {mm}), `minuit`; `plage` ({de}, {a}), `separateur` between two; `deux_jours`, `de_jour_a_jour`
  ({premier}, {dernier}); `ferme`, `a_verifier`, `toute_la_journee`;
- `mots`: the labels and sentences of the card; `deja_fait`, `a_apporter`: the boxes, in order.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.conf import settings

from territoires.horaires import MINUIT, Plage

FRANCAIS = "fr"
INSECABLE = "\u00a0"
CODES = (FRANCAIS, "en", "ar", "tr", "uk", "pt", "es")
DOSSIER = settings.BASE_DIR / "static" / "cartes"


@dataclass(frozen=True, slots=True)
class Langue:
    code: str
    nom: str
    nom_francais: str
    direction: str
    relue_par: str | None
    jours: Sequence[str]
    heures: Mapping[str, str]
    mots: Mapping[str, str]
    deja_fait: Mapping[str, str]
    a_apporter: Mapping[str, str]

    @property
    def a_relire(self) -> bool:
        """Whether the French must stand beside: nobody read this translation again."""
        return self.code != FRANCAIS and not self.relue_par

    def semaine(self, jours: Sequence[list[Plage] | None]) -> list[tuple[str, str]]:
        """Seven days from Monday in words, those alike together, none when nothing is known."""
        return list(self._grouper(jours))

    def _grouper(self, jours: Sequence[list[Plage] | None]) -> Iterator[tuple[str, str]]:
        for plages, groupe in groupby(range(len(jours)), key=lambda rang: jours[rang]):
            rangs = list(groupe)
            yield self._quels_jours(rangs[0], rangs[-1]), self.en_mots(plages)

    def _quels_jours(self, premier: int, dernier: int) -> str:
        if premier == dernier:
            return self.jours[premier]
        forme = "deux_jours" if dernier == premier + 1 else "de_jour_a_jour"
        return self.heures[forme].format(premier=self.jours[premier], dernier=self.jours[dernier])

    def en_mots(self, plages: list[Plage] | None) -> str:
        if plages is None:
            return self.heures["a_verifier"]
        if plages == [("00:00", MINUIT)]:
            return self.heures["toute_la_journee"]
        ecrites = [
            self.heures["plage"].format(de=self._heure(de), a=self._heure(a)) for de, a in plages
        ]
        # A line may break between two openings, not inside one.
        unes = [une.replace(" ", INSECABLE) for une in ecrites]
        return self.heures["separateur"].join(unes) or self.heures["ferme"]

    def _heure(self, quand: str) -> str:
        if quand in ("00:00", MINUIT):
            return self.heures["minuit"]
        hh, mm = quand.split(":")
        forme = "heure_pile" if mm == "00" else "heure"
        return self.heures[forme].format(h=int(hh), hh=hh, mm=mm)


@cache
def langues() -> dict[str, Langue]:
    """The languages of the card by code, in screen order, French first."""
    return {code: _lire(code) for code in CODES}


def _lire(code: str) -> Langue:
    return Langue(**json.loads((DOSSIER / f"{code}.json").read_text(encoding="utf-8")))
