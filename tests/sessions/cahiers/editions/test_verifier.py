"""`manage.py verifier_cahier`: « identique », or what differs, line by line."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from pikepdf import (
    Array,
    AttachedFileSpec,
    ContentStreamInstruction,
    Object,
    Page,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)
from pikepdf import String as Mot

from sessions.cahiers.editions.lecture import _alphabet, _lu
from sessions.cahiers.editions.models import Edition, Variante
from sessions.cahiers.editions.pieces import CHIFFRES, FICHE
from sessions.cahiers.editions.rendu import Fabrique, fabriquer
from sessions.cahiers.editions.verification import PAS_DE_NOUS, differences
from sessions.models import Cahier, CellulePubliee, Publication
from sessions.publication.fichiers import MANIFESTE

Faire = Callable[[Variante], Fabrique]
DEUX_GROUPES = re.compile(r"[0-9a-f]{8} [0-9a-f]{8} ")
pytestmark = [
    pytest.mark.usefixtures("publication"),
]


def altere(octets: bytes, changer: Callable[[Pdf], None]) -> bytes:
    sortie = BytesIO()
    with Pdf.open(BytesIO(octets)) as pdf:
        changer(pdf)
        pdf.save(sortie)
    return sortie.getvalue()


def joint(pdf: Pdf, nom: str, octets: bytes) -> None:
    pdf.attachments[nom] = AttachedFileSpec(
        pdf,
        octets,
        description="",
        filename=nom,
        mime_type="text/csv",
        creation_date="",
        mod_date="",
    )


def lu(pdf: Pdf, nom: str) -> bytes:
    return pdf.attachments[nom].get_file().read_bytes()


def une_valeur_de_plus(chiffres: bytes) -> bytes:
    """The first cell that is shown, five more."""
    return re.sub(
        rb",([0-9]+),publie\n",
        lambda trouve: b",%d,publie\n" % (int(trouve[1]) + 5),
        chiffres,
        count=1,
    )


def annoncer(pdf: Pdf, nom: str, octets: bytes) -> None:
    """Put another file in the place of one, and write its hash where the first one's was."""
    fiche = json.loads(lu(pdf, FICHE))
    fiche["fichiers"][nom] = sha256(octets).hexdigest()
    if nom == CHIFFRES:
        fiche["donnees"] = sha256(octets).hexdigest()
    joint(pdf, nom, octets)
    joint(pdf, FICHE, json.dumps(fiche).encode())


def effacer_les_mots(pdf: Pdf) -> None:
    for page in pdf.pages:
        restent = [
            une for une in parse_content_stream(page) if str(une.operator) not in ("Tj", "TJ")
        ]
        page.obj.Contents = pdf.make_stream(unparse_content_stream(restent))


def dit(page: Page, mots: Object) -> str:
    """What is drawn, read with the font that says most of it."""
    polices = page.obj.Resources.Font.values()
    return max((_lu(mots, _alphabet(police, {})) for police in polices), key=len)


def test_our_three_files_are_identical(faire: Faire) -> None:
    for variante in Variante:
        assert differences(faire(variante).pdf) == []


@pytest.mark.parametrize("octets", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"x" * 4000])
def test_what_is_no_pdf_is_not_ours(octets: bytes) -> None:
    assert differences(octets) == [PAS_DE_NOUS]


@pytest.mark.parametrize(
    "fiche", [b"", b"{", b"[]", b"{}", b'{"fichiers": 3}', b'{"fichiers": {"a": 1}}', b"\xff"]
)
def test_a_pdf_without_our_sheet_is_not_ours(faire: Faire, fiche: bytes) -> None:
    octets = altere(faire(Variante.NUMERIQUE).pdf, lambda pdf: joint(pdf, FICHE, fiche))
    assert differences(octets) == [PAS_DE_NOUS]


def test_a_pdf_of_another_is_not_ours() -> None:
    sortie = BytesIO()
    with Pdf.new() as autre:
        autre.add_blank_page()
        autre.save(sortie)
    assert differences(sortie.getvalue()) == [PAS_DE_NOUS]


def test_an_attachment_that_was_changed_is_named(faire: Faire) -> None:
    octets = altere(
        faire(Variante.NUMERIQUE).pdf, lambda pdf: joint(pdf, "domaines.csv", b"code,libelle\n")
    )
    assert "domaines.csv, joint au fichier, a été modifié." in differences(octets)


def test_a_figure_changed_with_its_announced_hash_is_counted_again(faire: Faire) -> None:
    octets = altere(
        faire(Variante.NUMERIQUE).pdf, lambda pdf: annoncer(pdf, "domaines.csv", b"code,libelle\n")
    )
    dites = differences(octets)
    assert "domaines.csv ne dit pas ce que disent les chiffres publiés." in dites
    assert "domaines.csv\u202f: son empreinte n’est pas celle que les pages impriment." in dites


def test_the_sheet_changed_alone_is_told_by_the_hash_that_the_pages_print(faire: Faire) -> None:
    def pour_un_autre(pdf: Pdf) -> None:
        fiche = json.loads(lu(pdf, FICHE))
        fiche["cahier"] = {"titre": "Un autre", "licence": "CC0 1.0"}
        joint(pdf, FICHE, json.dumps(fiche).encode())

    dites = differences(altere(faire(Variante.NUMERIQUE).pdf, pour_un_autre))
    assert dites == ["cahier.json\u202f: son empreinte n’est pas celle que les pages impriment."]


def test_a_frise_changed_with_its_announced_hash_is_told_by_the_hash_that_the_pages_print(
    faire: Faire,
) -> None:
    octets = altere(
        faire(Variante.NUMERIQUE).pdf, lambda pdf: annoncer(pdf, "frise.csv", b"code,libelle\n")
    )
    assert "frise.csv\u202f: son empreinte n’est pas celle que les pages impriment." in differences(
        octets
    )


def test_a_cahier_whose_words_quote_the_hash_of_another_is_identical(
    publication: Publication, cahier: Cahier
) -> None:
    cahier.sections.filter(code="velo").update(texte=f"Voir SHA-256 : {'0' * 64}.")
    assert differences(fabriquer(cahier, Variante.NUMERIQUE).pdf) == []


def test_a_cahier_with_words_in_arabic_letters_and_signs_is_identical(
    publication: Publication, cahier: Cahier
) -> None:
    cahier.sections.filter(code="velo").update(texte="مرحبا بكم 😀 « vélo » مرحبا\n\n### مرحبا")
    assert differences(fabriquer(cahier, Variante.NUMERIQUE).pdf) == []


def test_an_attachment_taken_out_is_named(faire: Faire) -> None:
    def retirer(pdf: Pdf) -> None:
        del pdf.attachments[MANIFESTE]

    dites = differences(altere(faire(Variante.NUMERIQUE).pdf, retirer))
    assert "manifeste.json n’est plus joint au fichier." in dites


def test_an_attachment_put_in_is_named(faire: Faire) -> None:
    octets = altere(faire(Variante.NUMERIQUE).pdf, lambda pdf: joint(pdf, "autre.csv", b"x"))
    assert differences(octets) == [
        "autre.csv a été ajouté au fichier\u202f: Medlové ne l’y a pas mis."
    ]


def test_figures_changed_with_all_their_attached_hashes_are_told_by_the_printed_one(
    faire: Faire,
) -> None:
    def changer(pdf: Pdf) -> None:
        annoncer(pdf, CHIFFRES, une_valeur_de_plus(lu(pdf, CHIFFRES)))

    dites = differences(altere(faire(Variante.NUMERIQUE).pdf, changer))
    assert dites[0].startswith("L’empreinte imprimée (")
    assert "n’est pas celle du fichier joint" in dites[0]
    cellules = [une for une in dites if "le fichier dit" in une]
    assert len(cellules) == 1
    assert re.search(r"2026-T3, T\d, .*le fichier dit \d+, la publication \d+\.", cellules[0])


def test_a_printed_hash_that_is_not_there_any_more_is_said(faire: Faire) -> None:
    octets = altere(faire(Variante.NUMERIQUE).pdf, effacer_les_mots)
    assert differences(octets) == ["L’empreinte des chiffres ne se lit plus sur les pages."]


def test_a_printed_hash_that_was_changed_is_said(faire: Faire) -> None:
    def brouiller(pdf: Pdf) -> None:
        """The first two groups of signs of the hash change places."""
        page = pdf.pages[-1]
        instructions = list(parse_content_stream(page))
        for rang, une in enumerate(instructions):
            if str(une.operator) == "TJ" and (
                trouves := DEUX_GROUPES.search(dit(page, une.operands[0]))
            ):
                octets = b"".join(bytes(un) for un in une.operands[0] if isinstance(un, Mot))
                avant, suite = octets[: 2 * trouves.start()], octets[2 * trouves.start() :]
                mot = Mot(avant + suite[18:34] + suite[16:18] + suite[:16] + suite[34:])
                instructions[rang] = ContentStreamInstruction([Array([mot])], une.operator)
                page.obj.Contents = pdf.make_stream(unparse_content_stream(instructions))
                return
        pytest.fail("no hash was found")

    dites = differences(altere(faire(Variante.NUMERIQUE).pdf, brouiller))
    assert len(dites) == 2
    assert "n’est pas celle du fichier joint" in dites[0]
    assert "n’est pas celle de la publication" in dites[1]


def test_cells_that_the_database_has_otherwise_are_told_one_by_one(
    publication: Publication, cahier: Cahier
) -> None:
    octets = fabriquer(cahier, Variante.NUMERIQUE).pdf
    cellules = CellulePubliee.objects.filter(publication=publication, valeur__isnull=False)
    une = cellules.order_by("pk").first()
    QuerySet.update(cellules.filter(pk=une.pk), valeur=une.valeur + 10)
    dites = differences(octets)
    assert "n’est pas celle de la publication" in dites[0]
    assert f"le fichier dit {une.valeur}, la publication {une.valeur + 10}." in dites[1]
    assert len(dites) == 2


def test_a_period_that_is_not_published_here_is_said(
    publication: Publication, cahier: Cahier
) -> None:
    octets = fabriquer(cahier, Variante.NUMERIQUE).pdf
    CellulePubliee.objects.all()._raw_delete("default")
    Publication.objects.all()._raw_delete("default")
    assert differences(octets) == [
        "La période 2026-T3 n’est pas publiée ici pour «\u202fÉquipe d’ici\u202f»."
    ]


def test_a_working_version_is_said(saison: None, cahier: Cahier) -> None:
    CellulePubliee.objects.all()._raw_delete("default")
    Publication.objects.all()._raw_delete("default")
    dites = differences(fabriquer(cahier, Variante.NUMERIQUE).pdf)
    assert dites[0] == "C’est une version de travail\u202f: ses chiffres n’ont pas été publiés."


def test_the_command_says_identical(faire: Faire, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(faire(Variante.LIVRET).pdf)
    dit = StringIO()
    call_command("verifier_cahier", tmp_path / "c.pdf", stdout=dit)
    assert dit.getvalue() == "identique\n"


def test_the_command_knows_a_file_made_here(faire: Faire, cahier: Cahier, tmp_path: Path) -> None:
    octets = faire(Variante.NUMERIQUE).pdf
    (tmp_path / "c.pdf").write_bytes(octets)
    Edition.objects.create(
        cahier=cahier, variante=Variante.NUMERIQUE, empreinte=sha256(octets).hexdigest()
    )
    dit = StringIO()
    call_command("verifier_cahier", tmp_path / "c.pdf", stdout=dit)
    assert "octet pour octet" in dit.getvalue()


def test_the_command_fails_and_says_how_many_differences(faire: Faire, tmp_path: Path) -> None:
    octets = altere(faire(Variante.NUMERIQUE).pdf, lambda pdf: joint(pdf, "autre.csv", b"x"))
    (tmp_path / "c.pdf").write_bytes(octets)
    dit = StringIO()
    with pytest.raises(CommandError, match="1 différence"):
        call_command("verifier_cahier", tmp_path / "c.pdf", stdout=dit)
    assert "autre.csv" in dit.getvalue()


def test_the_command_says_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("verifier_cahier", tmp_path / "absent.pdf")


@pytest.mark.parametrize(
    ("nom", "dit"),
    [("absent.pdf", "n’existe pas"), (".", "c’est un dossier"), ("x" * 400, "trop long")],
)
def test_a_file_that_cannot_be_read_is_told_in_french(tmp_path: Path, nom: str, dit: str) -> None:
    with pytest.raises(CommandError, match=dit):
        call_command("verifier_cahier", str(tmp_path / nom))
