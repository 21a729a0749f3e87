"""The one-time code that enrols a tablet: shown by a coordinator, typed or scanned on it.

Fifty bits in ten characters. The first four find the code, the six others prove it, so that
a wrong proof counts against the very code it aims at.
"""

import re
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from medlove.models import Equipe, Utilisateur
from sessions.terrain.models import CodeDEnrolement

# Crockford's base 32: nothing in it looks like something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGUEUR, REPERE = 10, 4
RESSEMBLANCES = str.maketrans("OIL", "011")
SEPARATEURS = re.compile(r"[\s\u2010-\u2015-]+")
SEL = "sessions.terrain.codes"


class CodeRefuse(Exception):
    """Unknown, wrong, expired, spent or void: one same sentence, which tells nothing more."""

    def __init__(self) -> None:
        super().__init__(
            "Ce code n’est pas le bon, ou n’est plus valable\u202f: "
            "en demander un autre à la coordination."
        )


@transaction.atomic
def ouvrir_un_code(equipe: Equipe, *, par: Utilisateur) -> tuple[CodeDEnrolement, str]:
    """A new code, and how it is shown: ABCDE-FGHJK. Those of the équipe before it are void."""
    Equipe.objects.select_for_update(no_key=True).get(pk=equipe.pk)  # one code at a time
    CodeDEnrolement.objects.filter(equipe=equipe).delete()
    code = _tirer()
    ligne = CodeDEnrolement.objects.create(
        equipe=equipe, cree_par=par, repere=code[:REPERE], preuve=_preuve(code)
    )
    return ligne, f"{code[:5]}-{code[5:]}"


def reconnaitre(dit: str) -> CodeDEnrolement:
    """The code that somebody typed. Raises CodeRefuse.

    The try is counted first, by the database, then compared: many at once win nothing. Never
    inside a transaction, which could undo the count.
    """
    code = lire_code(dit)
    ligne = CodeDEnrolement.objects.valables().filter(repere=code[:REPERE]).first()
    if ligne is None:
        raise CodeRefuse
    a_essayer = CodeDEnrolement.objects.filter(pk=ligne.pk, essais__lt=ligne.ESSAIS_AU_PLUS)
    compte = a_essayer.update(essais=F("essais") + 1)
    if not compte or not constant_time_compare(ligne.preuve, _preuve(code)):
        raise CodeRefuse
    return ligne


def depenser(ligne: CodeDEnrolement) -> None:
    """Spend a code: of two tablets at once, one. Raises CodeRefuse."""
    libre = CodeDEnrolement.objects.filter(pk=ligne.pk, utilise_le=None)
    if not libre.update(utilise_le=timezone.now()):
        raise CodeRefuse


def lire_code(dit: str) -> str:
    """The ten characters, however they were typed: « abcde fghjk », O for 0. Or CodeRefuse."""
    code = SEPARATEURS.sub("", dit.upper()).translate(RESSEMBLANCES)
    if len(code) != LONGUEUR or not set(code) <= set(ALPHABET):
        raise CodeRefuse
    return code


def _tirer() -> str:
    """Ten characters at random, whose first four name no other code."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))
        if not CodeDEnrolement.objects.filter(repere=code[:REPERE]).exists():
            return code


def _preuve(code: str) -> str:
    """A SHA-256 keyed by the site: whoever reads a copy of the database learns nothing of it."""
    return salted_hmac(SEL, code, algorithm="sha256").hexdigest()
