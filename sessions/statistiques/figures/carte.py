"""The choropleth as SVG: pure functions, the same drawing on the page and in the PDF.

Presentation attributes and classes only, so that it holds under our security policy
and in WeasyPrint alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sessions.statistiques.figures.aspects import ECRAN, LETTRES, Aspect, Encres
from sessions.statistiques.figures.etiquettes import Place, place
from sessions.statistiques.figures.figure import BLANC, BRIQUE, GRIS, POLICE
from sessions.statistiques.figures.legende import Repere, hauteur_de, legende_svg
from sessions.statistiques.figures.projection import Projection

LARGEUR, LARGEUR_D_UNE_VIGNETTE = 640, 320
CORPS, CORPS_D_UN_NOMBRE, CORPS_D_UNE_LETTRE = 12.5, 20, 14
# What a vignette writes: figures only, at the size at which they are seen.
CORPS_EN_VIGNETTE, LETTRE_EN_VIGNETTE, CORPS_MINIMAL = 15, 11, 10
LARGEUR_D_UN_SIGNE = 0.53


@dataclass(frozen=True, slots=True)
class Zone:
    """A quartier to draw, with what its reader may see of it and nothing more.

    `contour` is a GeoJSON Polygon or MultiPolygon in WGS84, `longitude` and `latitude`
    about the place of its label, `texte` the figure as it is read (« 12 % », « < 11 »),
    `classe` 0 to 4 when the aspect is a value, `description` one sentence that says it all.
    """

    cle: str
    nom: str
    contour: dict[str, Any]
    longitude: float
    latitude: float
    aspect: Aspect
    classe: int | None
    texte: str
    description: str

    @property
    def nom_court(self) -> str:
        """The first of the names a quartier is made of."""
        return self.nom.split(" - ")[0]

    @property
    def place(self) -> Place:
        """Where its label is written."""
        return place(self.contour, self.longitude, self.latitude)

    @property
    def lettre(self) -> str:
        return "" if self.classe is None else LETTRES[self.classe]


@dataclass(frozen=True, slots=True)
class Marque:
    """A lieu: a disc whose area is its number, `rayon` in px of a map 640 wide."""

    nom: str
    longitude: float
    latitude: float
    rayon: float
    description: str


def carte_svg(
    zones: Sequence[Zone],
    *,
    titre: str,
    description: str,
    identifiant: str = "carte",
    largeur: int = LARGEUR,
    marques: Sequence[Marque] = (),
    encres: Encres = ECRAN,
    legende: Sequence[Repere] = (),
) -> SafeString:
    """The map, `largeur` units wide, as one `<svg>`; an empty string without a zone.

    `identifiant` prefixes the ids inside, so that a page may hold several maps. A `legende`
    is drawn under it, for where the map goes alone.
    """
    if not zones:
        return SafeString("")
    projection = Projection.autour([zone.contour for zone in zones], largeur)
    return format_html(
        '<svg class="choroplethe" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"'
        ' role="img" aria-labelledby="{id}-titre {id}-description" font-family="{}">'
        '<title id="{id}-titre">{}</title><desc id="{id}-description">{}</desc>{}{}{}{}{}</svg>',
        projection.largeur,
        projection.hauteur + hauteur_de(legende, projection.largeur),
        POLICE,
        titre,
        description,
        motifs_svg(identifiant),
        _formes(zones, projection, identifiant, encres),
        _marques(marques, projection),
        _etiquettes(zones, projection, cerne=bool(marques)),
        legende_svg(legende, projection.largeur, projection.hauteur, identifiant, encres),
        id=identifiant,
    )


def hauteur(zones: Sequence[Zone], largeur: int = LARGEUR) -> int:
    """How tall the map of these zones is when it is so wide."""
    return Projection.autour([zone.contour for zone in zones], largeur).hauteur


def case_svg(aspect: Aspect, classe: int | None, identifiant: str) -> SafeString:
    """A swatch of the legend, 44 by 28; `identifiant` is unique in the page."""
    lettre = "" if classe is None else LETTRES[classe]
    return format_html(
        '<svg class="legende__case" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 28"'
        ' width="44" height="28" aria-hidden="true" font-family="{}">{}'
        '<rect width="44" height="28" fill="{}"/>'
        '<text x="22" y="20" text-anchor="middle" font-size="16" font-weight="700"'
        ' fill="{}">{}</text></svg>',
        POLICE,
        motifs_svg(identifiant),
        aspect.fond(classe, identifiant),
        aspect.encre(classe),
        lettre,
    )


def motifs_svg(identifiant: str) -> SafeString:
    """The patterns: hatches (too little presence), dots (never visited), rules (no data)."""
    return format_html(
        '<defs><pattern id="{id}-hachures" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="8" height="8" fill="{blanc}"/>'
        '<rect width="2" height="8" fill="#b4b8be"/></pattern>'
        '<pattern id="{id}-points" width="10" height="10" patternUnits="userSpaceOnUse">'
        '<rect width="10" height="10" fill="#fbf8f3"/>'
        '<circle cx="5" cy="5" r="1.1" fill="#9a9fa7"/></pattern>'
        '<pattern id="{id}-lignes" width="9" height="9" patternUnits="userSpaceOnUse">'
        '<rect width="9" height="9" fill="{blanc}"/>'
        '<rect width="9" height="1.2" fill="#b4b8be"/></pattern></defs>',
        id=identifiant,
        blanc=BLANC,
    )


def _formes(
    zones: Iterable[Zone], projection: Projection, identifiant: str, encres: Encres
) -> SafeString:
    return format_html(
        '<g class="choroplethe__zones" stroke="{}" stroke-width="1.25"'
        ' stroke-linejoin="round" fill-rule="evenodd">{}</g>',
        GRIS,
        format_html_join(
            "",
            '<path class="zone zone--{}" fill="{}" d="{}"><title>{}</title></path>',
            (
                (
                    zone.aspect.code,
                    zone.aspect.fond(zone.classe, identifiant, encres),
                    projection.chemin(zone.contour),
                    zone.description,
                )
                for zone in zones
            ),
        ),
    )


def _marques(marques: Sequence[Marque], projection: Projection) -> SafeString:
    """Under the labels, the largest first so that none is hidden."""
    if not marques:
        return SafeString("")
    return format_html(
        '<g class="choroplethe__lieux" fill="{}" fill-opacity="0.8" stroke="{}">{}</g>',
        BRIQUE,
        BLANC,
        format_html_join(
            "",
            '<circle cx="{}" cy="{}" r="{}"><title>{}</title></circle>',
            (
                (*projection.point(une.longitude, une.latitude), une.rayon, une.description)
                for une in sorted(marques, key=lambda une: -une.rayon)
            ),
        ),
    )


def _etiquettes(zones: Iterable[Zone], projection: Projection, *, cerne: bool) -> SafeString:
    """Name, then figure and letter of the class, in the colour that reads over the zone;
    with a `cerne` around the words where discs may lie under them."""
    return format_html(
        '<g class="choroplethe__etiquettes" text-anchor="middle" font-size="{}">{}</g>',
        CORPS,
        format_html_join("", "{}", ((_etiquette(zone, projection, cerne),) for zone in zones)),
    )


def _etiquette(zone: Zone, projection: Projection, cerne: bool) -> SafeString:
    """Where the name has no room, the figure stays alone; a vignette has figures only."""
    if zone.aspect is Aspect.HORS_CHOIX:
        return SafeString("")
    vignette = projection.largeur < LARGEUR
    x, y = projection.point(zone.place.longitude, zone.place.latitude)
    # Lieux are often in the middle of their quartier: its label makes room for them.
    y -= 30 if cerne else 0
    largeur = projection.pixels(zone.place.largeur)
    nom = ""
    if not vignette and CORPS * LARGEUR_D_UN_SIGNE * len(zone.nom_court) <= largeur:
        nom = zone.nom_court
        y -= 4
    corps, corps_de_la_lettre = _corps(zone, largeur, vignette)
    # Inside the span of the figure: WeasyPrint centres each span that has an x by itself.
    lettre = format_html(
        '<tspan font-size="{}" font-weight="400">\u00a0{}</tspan>', corps_de_la_lettre, zone.lettre
    )
    return format_html(
        '<text fill="{}"{} x="{x}" y="{}">{}<tspan x="{x}" dy="{}" font-size="{}"'
        ' font-weight="700">{}{}</tspan></text>',
        zone.aspect.encre(zone.classe),
        _cerne(zone) if cerne else "",
        f"{y:g}",
        nom,
        20 if nom else round(corps / 2 - 3),
        corps,
        zone.texte,
        lettre if zone.lettre and corps_de_la_lettre else "",
        x=f"{x:g}",
    )


def _cerne(zone: Zone) -> SafeString:
    sombre = zone.aspect.encre(zone.classe) == BLANC
    couleur = zone.aspect.fond(zone.classe, "") if sombre else BLANC
    return format_html(' stroke="{}" stroke-width="3" paint-order="stroke"', couleur)


def _corps(zone: Zone, largeur: float, vignette: bool) -> tuple[float, float]:
    """The sizes of a figure and of its letter: a narrow quartier has them small."""
    if not any(map(str.isdigit, zone.texte)):
        return CORPS, CORPS
    corps, lettre = (
        (CORPS_EN_VIGNETTE, LETTRE_EN_VIGNETTE)
        if vignette
        else (CORPS_D_UN_NOMBRE, CORPS_D_UNE_LETTRE)
    )
    # In ems: the signs, then the letter and what keeps both off the borders.
    signes = len(zone.texte.replace("\u202f", "")) * 0.62 + 1.6
    tenu = largeur / signes
    if tenu >= corps:
        return corps, lettre
    if vignette and tenu < CORPS_EN_VIGNETTE - 3:
        # No room for the letter of the class: its figure takes it all, the table tells both.
        return max(CORPS_MINIMAL, min(corps - 3, int(largeur / (signes - 1)))), 0
    corps = max(CORPS_MINIMAL, int(tenu))
    return corps, min(lettre, corps - 1)
