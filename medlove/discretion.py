"""What a log may not say: the secret of an address, the row that a database refused."""

import logging
import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# An address whose last part opens something to whoever holds it (medlove.equipe.invitations,
# sessions.cahiers.editions.lien, the lost password of allauth).
SECRET = re.compile(
    r"(/equipe/(?:invitation|rejoindre)/|/cahiers/lire/|/compte/mot-de-passe/nouveau/)"
    r"(?!oublie|fait)[^\s/?\"'#]+"
)
# PostgreSQL quotes the row it refuses, the note of a rencontre among it.
LIGNE_REFUSEE = re.compile(r"^(\s*(?:DETAIL|CONTEXT|HINT|STATEMENT):).*", re.MULTILINE)
TU = "(tu)"


def taire(texte: str) -> str:
    """The same text, without what it may not say."""
    return LIGNE_REFUSEE.sub(rf"\1 {TU}", SECRET.sub(rf"\1{TU}", texte))


class FormateurDiscret(logging.Formatter):
    """Whatever the message and the traceback, as they are about to be written."""

    def format(self, record: logging.LogRecord) -> str:
        return taire(super().format(record))


class FiltreDiscret(SafeExceptionReporterFilter):
    """A report of error says where it happened: neither what was posted, nor what variables held.

    Wherever it is sent, and whatever the view forgot to say of its own parameters.
    """

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
