"""How French writes dates and counts, where Django's own filters do not."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

FINE_INSECABLE = "\u202f"


@register.filter
def jour(date: datetime.date) -> str:
    """« mardi 15 septembre 2026 », « mardi 1er septembre 2026 »."""
    return f"{jour_du_mois(date)} {date.year}"


@register.filter
def jour_du_mois(date: datetime.date) -> str:
    """« mardi 15 septembre », where the year is told elsewhere."""
    return f"{date_format(date, 'l')} {quantieme(date)} {date_format(date, 'F')}"


@register.filter
def quantieme(date: datetime.date) -> str:
    """« 1er », « 15 »: the day, before a month that Django writes."""
    return "1er" if date.day == 1 else str(date.day)


@register.filter
def moment(quand: datetime.datetime) -> str:
    """« aujourd’hui à 14 h 02 », « hier à 9 h 30 », « le mardi 15 septembre 2026 »."""
    local = timezone.localtime(quand)
    recent = {0: "aujourd’hui", 1: "hier"}.get((timezone.localdate() - local.date()).days)
    return f"{recent} à {heure(local)}" if recent else f"le {jour(local)}"


@register.filter
def heure(quand: datetime.datetime) -> str:
    """« 14 h 02 », on our clocks."""
    local = timezone.localtime(quand)
    return f"{local.hour}\u00a0h\u00a0{local:%M}"


@register.filter
def nombre(valeur: int) -> str:
    """« 4 000 », thousands apart by a narrow no-break space."""
    return f"{valeur:,}".replace(",", FINE_INSECABLE)


@register.filter
def traits_insecables(texte: str) -> SafeString:
    """Words that hold a hyphen are kept on one line: « asseyez-vous » in large letters."""
    return format_html_join(
        " ",
        "{}",
        (
            (format_html('<span class="insecable">{}</span>', mot) if "-" in mot else mot,)
            for mot in texte.split(" ")
        ),
    )


@register.filter
def accord(valeur: int, noms: str) -> str:
    """« rencontre », « rencontres »; two forms by a comma where an s is not enough.

    French counts zero and one in the singular.
    """
    singulier, _, pluriel = noms.partition(",")
    return (pluriel or f"{singulier}s") if abs(valeur) > 1 else singulier


@register.filter
def compte(valeur: int, noms: str) -> str:
    """« 1 rencontre », « 12 rencontres »."""
    return f"{nombre(valeur)} {accord(valeur, noms)}"


@register.filter
def heures(minutes: int) -> str:
    """« 2 h 15 », « 45 min »."""
    entieres, reste = divmod(minutes, 60)
    if not entieres:
        return f"{reste}\u00a0min"
    return f"{entieres}\u00a0h\u00a0{reste:02}" if reste else f"{entieres}\u00a0h"


@register.filter
def il_y_a(jour: datetime.date) -> str:
    """« aujourd’hui », « hier », « il y a 12 jours », « il y a 3 mois », « il y a 2 ans »."""
    ecart = (timezone.localdate() - jour).days
    if ecart < 2:
        return "hier" if ecart == 1 else "aujourd’hui"
    if ecart < 31:
        return f"il y a {ecart} jours"
    return f"il y a {ecart // 30} mois" if ecart < 365 else f"il y a {compte(ecart // 365, 'an')}"


@register.filter
def a_composer(telephone: str) -> str:
    """What a `tel:` link dials: the digits, and the + in front if there is one."""
    chiffres = "".join(signe for signe in telephone.replace("(0)", "") if signe.isdecimal())
    return f"+{chiffres}" if telephone.strip().startswith("+") else chiffres
