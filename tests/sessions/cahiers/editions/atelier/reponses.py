"""A file, read as a browser does: to its end, which closes it."""

from typing import Any


def octets(reponse: Any) -> bytes:
    if not reponse.streaming:
        return bytes(reponse.content)
    return b"".join(reponse.streaming_content)
