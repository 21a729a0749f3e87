"""What a log may not say: the secret of an address, the row that a database refused."""

import logging
import re

# An address whose last part opens something to whoever holds it (medlove.equipe.invitations,
# sessions.cahiers.editions.lien, the lost password of allauth).
SECRET = re.compile(
    r"(/equipe/invitation/|/cahiers/lire/|/compte/mot-de-passe/nouveau/)(?!oublie|fait)[^\s/?\"'#]+"
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
