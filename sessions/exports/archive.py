"""Zip archives whose bytes depend on what they hold only."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

# The first day a zip can tell.
SANS_DATE = (1980, 1, 1, 0, 0, 0)


def archiver(membres: Mapping[str, bytes], *, d_abord: str = "") -> bytes:
    """`d_abord` is stored first and not compressed, as an ODS file asks of its `mimetype`."""
    tampon = BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        for nom in sorted(membres, key=lambda un: (un != d_abord, un)):
            entree = zipfile.ZipInfo(nom, SANS_DATE)
            entree.compress_type = zipfile.ZIP_STORED if nom == d_abord else zipfile.ZIP_DEFLATED
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, membres[nom])
    return tampon.getvalue()


def membres_de(octets: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}
