"""The card given to a person sent to a partenaire: A6, nothing of the person, no category.

A box is ticked with a pencil, on paper only. A reader who scans the square says that the visit
took place; without one, it is a « carte sans suivi ».
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sessions import pdf
from sessions.orientations.jetons import code_court, hacher
from sessions.orientations.langues import FRANCAIS, INSECABLE, Langue, langues
from sessions.qr import dessiner_qr
from territoires.horaires import Plage
from territoires.models import Partenaire

QR = "suivi.svg"
SEMAINES_ESSAYEES = 8
# From so many signs of hours, then so many, the card is set smaller.
SERREE, TRES_SERREE = 190, 420


@dataclass(frozen=True, slots=True)
class Mot:
    """In the language of the card, with the French beside when nobody read it again."""

    texte: str
    francais: str = ""


@dataclass(frozen=True, slots=True)
class Suivi:
    """What tells that the person came: a square, and the letters told by phone."""

    qr: SafeString
    code: str

    @property
    def en_deux(self) -> str:
        """« K7Q 2MD »: told by phone three letters at a time."""
        return f"{self.code[:3]}{INSECABLE}{self.code[3:]}"


@dataclass(frozen=True, slots=True)
class Carte:
    """All that the templates print. `horaires_tels_quels` are hours nobody could read."""

    langue: Langue
    equipe: str
    partenaire: str
    adresse: Sequence[str]
    repere: str
    telephone: str
    horaires: Sequence[tuple[Mot, Mot]]
    horaires_tels_quels: str
    mots: Mapping[str, Mot]
    phrase_francaise: str
    deja_fait: Sequence[Mot]
    a_apporter: Sequence[Mot]
    suivi: Suivi | None = None

    @property
    def densite(self) -> str:
        """How small the hours are set, so that the card stays on its page."""
        signes = sum(
            max(18, len(mot.texte)) + len(mot.francais) for paire in self.horaires for mot in paire
        )
        if signes > TRES_SERREE:
            return "tres-serree"
        return "serree" if signes > SERREE else "aeree"


def composer(
    partenaire: Partenaire, langue: Langue, jour: date, suivi: Suivi | None = None
) -> Carte:
    """The card of a partenaire as its entry says it that day; no query if its équipe is there."""
    ouvertures = partenaire.ouvertures
    return Carte(
        langue=langue,
        equipe=partenaire.equipe.nom,
        partenaire=partenaire.nom,
        adresse=list(_adresse(partenaire)),
        repere=partenaire.repere,
        telephone=partenaire.telephone,
        horaires=_horaires(langue, semaine_ordinaire(partenaire, jour)) if ouvertures else [],
        horaires_tels_quels="" if ouvertures else partenaire.horaires.strip(),
        mots=_mots(langue, "mots"),
        phrase_francaise=langues()[FRANCAIS].mots["phrase_en_arrivant"],
        deja_fait=list(_mots(langue, "deja_fait").values()),
        a_apporter=list(_mots(langue, "a_apporter").values()),
        suivi=suivi,
    )


def suivre(jeton: str, adresse: str) -> Suivi:
    """The square and the letters of a token, which is neither kept nor written anywhere else.

    `adresse` is the page that hears of what came of it; the token goes after its #, which no
    server receives.
    """
    return Suivi(
        dessiner_qr(f"{adresse}#{jeton}", "Carré à montrer à l’accueil"),
        code_court(hacher(jeton)),
    )


def imprimer(carte: Carte) -> bytes:
    """The PDF, one page: the same bytes as long as the entry says the same."""
    figures = {QR: str(carte.suivi.qr)} if carte.suivi else {}
    return pdf.rendre(papier(carte), figures)


def papier(carte: Carte) -> str:
    """The document the PDF is made of."""
    adresses = {"statiques": pdf.STATIQUES, "qr": f"{pdf.FIGURES}{QR}"}
    return render_to_string("orientations/carte_pdf.html", {"carte": carte, **adresses})


def semaine_ordinaire(partenaire: Partenaire, jour: date) -> list[list[Plage] | None]:
    """Monday to Sunday in the first of the coming weeks of which most is known.

    A card is kept for weeks: what it says must hold on ordinary days, not on the public holiday
    of this week.
    """
    ouvertures = partenaire.ouvertures
    if ouvertures is None:
        return []
    semaines = [
        ouvertures.plages_de_la_semaine(jour + timedelta(weeks=rang))
        for rang in range(SEMAINES_ESSAYEES)
    ]
    return min(semaines, key=lambda une: une.count(None))


def _horaires(langue: Langue, jours: list[list[Plage] | None]) -> list[tuple[Mot, Mot]]:
    """Two languages may not gather days alike: the French is written from the same days."""
    lignes = langue.semaine(jours)
    if not langue.a_relire:
        return [(Mot(quand), Mot(heures)) for quand, heures in lignes]
    francaises = langues()[FRANCAIS].semaine(jours)
    return [
        (Mot(quand, jour_francais), Mot(heures, heures_francaises))
        for (quand, heures), (jour_francais, heures_francaises) in zip(
            lignes, francaises, strict=True
        )
    ]


def _mots(langue: Langue, groupe: str) -> dict[str, Mot]:
    francais: Mapping[str, str] = getattr(langues()[FRANCAIS], groupe)
    traduits: Mapping[str, str] = getattr(langue, groupe)
    return {
        cle: Mot(traduits[cle], texte if langue.a_relire else "") for cle, texte in francais.items()
    }


def _adresse(partenaire: Partenaire) -> Iterator[str]:
    ville = f"{partenaire.code_postal}{INSECABLE}{partenaire.commune}".strip()
    yield from filter(None, [partenaire.adresse, partenaire.complement_adresse, ville])
