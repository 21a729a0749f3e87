"""Pictures people send, encoded again: what is kept holds the pixels and nothing else.

A phone writes where and when a photo was taken, sometimes by whom. Nothing of the file that
came is stored: neither its metadata, nor whatever else it could hide.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import IO, Any

from PIL import Image, ImageCms, ImageFile, ImageOps

POIDS_MAXI = 15 * 1024 * 1024  # bytes
SURFACE_MAXI = 40_000_000  # px
COTE_MAXI = 2400  # px
QUALITE = 86
FORMATS = ("JPEG", "PNG", "WEBP")
UNE_A_LA_FOIS = Lock()
SRGB = ImageCms.createProfile("sRGB")

VIDE = "Ce fichier est vide\u202f: en choisir un autre."
TROP_LOURDE = "Cette image pèse plus de 15\u00a0Mo\u202f: en envoyer une version plus légère."
TROP_GRANDE = (
    "Cette image compte plus de 40\u00a0millions de points\u202f: en envoyer une version réduite."
)
PAS_UNE_IMAGE = (
    "Ce fichier n’est pas une image JPEG, PNG ou WebP\u202f: l’enregistrer dans un de ces formats."
)
ABIMEE = "Cette image est incomplète ou abîmée\u202f: l’enregistrer à nouveau, puis la renvoyer."


class ImageRefusee(ValueError):
    """Not a picture that may be kept; says what is wrong and how to mend it, in French."""


@dataclass(frozen=True, slots=True)
class ImagePropre:
    """A picture encoded by us. `empreinte` is the SHA-256 of `octets`; sides are in px."""

    octets: bytes
    extension: str
    largeur: int
    hauteur: int
    empreinte: str


def nettoyer(fichier: IO[Any]) -> ImagePropre:
    """Upright, in sRGB, on white, at most COTE_MAXI px long; same file, same bytes.

    Raises ImageRefusee, with one sentence, for anything else than a whole JPEG, PNG or WebP.
    """
    with _ouvrir(_lire(fichier)) as image, _sans_indulgence():
        propre = _decoder(image)
    octets, extension = _encoder(propre, photo=image.format not in {"PNG", "WEBP"})
    return ImagePropre(octets, extension, *propre.size, hashlib.sha256(octets).hexdigest())


def verifier(fichier: IO[Any]) -> None:
    """Read the header of one that was kept: a picture of a bearable size. Raises ImageRefusee."""
    _ouvrir(_lire(fichier)).close()


@contextmanager
def _sans_indulgence() -> Iterator[None]:
    """Half a picture is refused, though WeasyPrint asks Pillow, for the whole process, to show
    it anyway. One at a time: that is a switch of the process, and a decoded picture is large."""
    with UNE_A_LA_FOIS:
        avant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = avant


def _lire(fichier: IO[Any]) -> bytes:
    fichier.seek(0)
    octets: bytes = fichier.read(POIDS_MAXI + 1)
    if not octets:
        raise ImageRefusee(VIDE)
    if len(octets) > POIDS_MAXI:
        raise ImageRefusee(TROP_LOURDE)
    return octets


def _ouvrir(octets: bytes) -> Image.Image:
    """Reads the header only: a small file may announce a picture that fills the memory."""
    try:
        image = Image.open(BytesIO(octets), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bombe:
        raise ImageRefusee(TROP_GRANDE) from bombe
    except Exception as inconnue:  # decoders raise many kinds on hostile bytes
        raise ImageRefusee(PAS_UNE_IMAGE) from inconnue
    if image.width * image.height > SURFACE_MAXI:
        raise ImageRefusee(TROP_GRANDE)
    return image


def _decoder(image: Image.Image) -> Image.Image:
    # WeasyPrint, once imported, has the whole process take half a picture for one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.draft(None, (COTE_MAXI, COTE_MAXI))  # a large JPEG is read at half its size
        image.load()
        droite = _en_srgb(ImageOps.exif_transpose(image))
        reduite = droite.resize(_reduite(droite.size), Image.Resampling.LANCZOS)
    except Exception as abimee:
        raise ImageRefusee(ABIMEE) from abimee
    # A new picture: what came with the old one (comment, profile, text) stays behind.
    propre = Image.new("RGB", reduite.size, "white")
    propre.paste(reduite, mask=reduite.getchannel("A") if reduite.mode == "RGBA" else None)
    return propre


def _en_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA when there is some transparency, in the colours every screen knows."""
    profil = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.point(lambda valeur: valeur / 256).convert("L")  # 16 bits a channel
    elif profil and image.mode in {"RGB", "CMYK"}:
        image = _convertie(image, profil)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _convertie(image: Image.Image, profil: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profil))
        return ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile nobody can read: its numbers are taken for sRGB


def _reduite(taille: tuple[int, int]) -> tuple[int, int]:
    largeur, hauteur = taille
    rapport = min(1.0, COTE_MAXI / max(taille))
    return max(1, round(largeur * rapport)), max(1, round(hauteur * rapport))


def _encoder(image: Image.Image, *, photo: bool) -> tuple[bytes, str]:
    """JPEG; for a drawing, PNG when it weighs no more."""
    jpeg = _ecrite(image, "JPEG", quality=QUALITE, optimize=True, subsampling=0)
    if photo:
        return jpeg, "jpg"
    png = _ecrite(image, "PNG", optimize=True)
    return (png, "png") if len(png) <= len(jpeg) else (jpeg, "jpg")


def _ecrite(image: Image.Image, format_: str, **options: Any) -> bytes:
    tampon = BytesIO()
    image.save(tampon, format_, **options)
    return tampon.getvalue()
