"""Pictures encoded again: nothing but their pixels is kept, and traps are refused."""

import hashlib
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from sessions import images
from sessions.images import ImageRefusee, nettoyer
from tests.au_sort import exemples

SECRET = b"48.1173, prise par Maelle"


def photo(format_: str = "JPEG", taille: tuple[int, int] = (64, 48), **options: Any) -> BytesIO:
    image = Image.effect_noise(taille, 60).convert("RGB")
    fichier = BytesIO()
    image.save(fichier, format_, **options)
    return fichier


def bavarde(format_: str) -> BytesIO:
    """A picture that tells where it was taken, everywhere a file may hold it."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    profil = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": exif, "icc_profile": profil}
    if format_ == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    else:
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if format_ == "JPEG":
        options["comment"] = SECRET
    return photo(format_, **options)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_what_is_kept_holds_no_metadata(format_: str) -> None:
    recue = bavarde(format_)
    assert SECRET in recue.getvalue()
    propre = nettoyer(recue)
    assert SECRET not in propre.octets
    relue = Image.open(BytesIO(propre.octets))
    assert not relue.getexif()
    assert not {"icc_profile", "xmp", "comment", "Comment", "exif"} & set(relue.info)
    assert propre.extension in {"jpg", "png"}
    assert propre.empreinte == hashlib.sha256(propre.octets).hexdigest()


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    propre = nettoyer(photo(taille=(64, 48), exif=exif))
    assert (propre.largeur, propre.hauteur) == (48, 64)


def test_the_same_file_gives_the_same_bytes() -> None:
    recue = photo("WEBP")
    assert nettoyer(recue) == nettoyer(recue)


def test_a_long_picture_is_brought_down_to_2400_px() -> None:
    propre = nettoyer(photo(taille=(5000, 100)))
    assert (propre.largeur, propre.hauteur) == (2400, 48)
    assert nettoyer(photo("PNG", taille=(3000, 1))).hauteur == 1


def test_a_drawing_stays_png_and_a_noisy_png_becomes_jpeg() -> None:
    dessin = BytesIO()
    Image.new("RGB", (400, 300), "white").save(dessin, "PNG")
    assert nettoyer(dessin).extension == "png"
    assert nettoyer(photo("PNG", taille=(400, 300))).extension == "jpg"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "I;16", "CMYK"])
def test_every_mode_of_picture_becomes_colours_on_white(mode: str) -> None:
    fichier = BytesIO()
    image = Image.new("RGBA" if mode in {"P", "PA"} else mode, (8, 8))
    if mode in {"P", "PA"}:
        image = image.convert("P")
        image.info["transparency"] = 0
    image.save(fichier, "JPEG" if mode == "CMYK" else "PNG")
    relue = Image.open(BytesIO(nettoyer(fichier).octets))
    assert relue.mode == "RGB"


def test_what_was_transparent_is_white() -> None:
    fichier = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(fichier, "PNG")
    assert Image.open(BytesIO(nettoyer(fichier).octets)).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"", images.VIDE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", None),
        (b"<!doctype html><img src=x onerror=alert(1)>", None),
        (b"GIF89a" + bytes(60), None),
        (b"%PDF-1.7 " + bytes(60), None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff\xe0" + bytes(20), None),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", None),
    ],
)
def test_what_is_no_picture_is_refused(octets: bytes, dit: str | None) -> None:
    with pytest.raises(ImageRefusee) as refus:
        nettoyer(BytesIO(octets))
    assert str(refus.value) == (dit or images.PAS_UNE_IMAGE)


@pytest.mark.parametrize("indulgent", [False, True])
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused_whatever_another_library_asked(
    format_: str, indulgent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", indulgent)
    octets = photo(format_, taille=(300, 300)).getvalue()
    with pytest.raises(ImageRefusee):
        nettoyer(BytesIO(octets[: len(octets) // 2]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is indulgent


def bombe(largeur: int, hauteur: int) -> BytesIO:
    """A PNG of a few bytes that announces more points than a memory holds."""

    def morceau(nom: bytes, corps: bytes) -> bytes:
        cle = zlib.crc32(nom + corps)
        return struct.pack(">I", len(corps)) + nom + corps + struct.pack(">I", cle)

    entete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    morceaux = morceau(b"IHDR", entete) + morceau(b"IDAT", pixels) + morceau(b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + morceaux)


@pytest.mark.parametrize("cote", [6_400, 10_000, 60_000])
def test_a_bomb_is_refused_on_its_header(cote: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def jamais(*_: Any) -> None:
        raise AssertionError("the pixels were read")

    monkeypatch.setattr(images, "_decoder", jamais)
    with pytest.raises(ImageRefusee) as refus:
        nettoyer(bombe(cote, cote))
    assert str(refus.value) == images.TROP_GRANDE


def test_a_file_over_15_mb_is_refused_before_it_is_read_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(images, "POIDS_MAXI", 1000)
    with pytest.raises(ImageRefusee) as refus:
        nettoyer(photo(taille=(200, 200)))
    assert str(refus.value) == images.TROP_LOURDE


@given(
    octets=st.binary(max_size=200),
    ou=st.integers(0, 400),
    format_=st.sampled_from(["JPEG", "PNG", "WEBP"]),
)
@exemples(150)
def test_whatever_the_bytes_it_answers_a_picture_or_one_sentence(
    octets: bytes, ou: int, format_: str
) -> None:
    entiere = photo(format_, taille=(12, 12)).getvalue()
    sale = entiere[:ou] + octets + entiere[ou + len(octets) :]
    try:
        propre = nettoyer(BytesIO(sale))
    except ImageRefusee as refus:
        dit = str(refus)
    else:
        Image.open(BytesIO(propre.octets)).load()
        return
    assert dit in {images.VIDE, images.PAS_UNE_IMAGE, images.ABIMEE, images.TROP_GRANDE}


def test_half_a_picture_is_refused_even_once_weasyprint_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    octets = photo(taille=(300, 300)).getvalue()
    with pytest.raises(ImageRefusee, match="incomplète"):
        nettoyer(BytesIO(octets[: len(octets) // 2]))
