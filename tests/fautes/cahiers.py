"""Faults of the composition of a cahier."""

from tests.fautes.faute import Changement, Faute

DOSSIER = "tests/sessions/cahiers"
SERVICES = "sessions/cahiers/redaction/services.py"
MARKDOWN = "sessions/cahiers/redaction/markdown.py"
FAUTES = [
    Faute(
        "let raw HTML through",
        f"{DOSSIER}/redaction/test_markdown.py::test_raw_html_reads_as_it_was_typed_and_never_runs",
        [Changement(MARKDOWN, '{"html": False,', '{"html": True,')],
    ),
    Faute(
        "keep the address of a javascript link",
        f"{DOSSIER}/redaction/test_markdown.py"
        "::test_a_link_that_leads_nowhere_good_leaves_its_words",
        [
            Changement(
                MARKDOWN,
                'SCHEMAS = {"https", "http", "mailto", "tel"}',
                'SCHEMAS = {"https", "http", "mailto", "tel", "javascript", "file"}',
            )
        ],
    ),
    Faute(
        "touch an address with typography",
        f"{DOSSIER}/redaction/test_typographie.py::test_an_address_is_never_touched",
        [
            Changement(
                "sessions/cahiers/redaction/typographie.py",
                "if _est_une_adresse(mot[0]):",
                "if False:",
            )
        ],
    ),
    Faute(
        "keep what a photo tells of its taking",
        f"{DOSSIER}/test_images.py::test_what_is_kept_is_upright_and_tells_nothing_of_its_taking",
        [Changement("sessions/images.py", "return propre\n", 'return reduite.convert("RGB")\n')],
    ),
    Faute(
        "serve an image to another équipe",
        f"{DOSSIER}/test_images.py::test_nobody_else_is_served_an_image",
        [
            Changement(
                "sessions/acces.py",
                "Image.objects.filter(section__cahier__equipe=request.equipe)",
                "Image.objects.all()",
            )
        ],
    ),
    Faute(
        "leave the file of an image that is gone",
        f"{DOSSIER}/test_images.py::test_its_file_goes_with_it_once_that_is_certain",
        [Changement(SERVICES, "oublier([image.fichier.name])", "oublier([])")],
    ),
    Faute(
        "take an image nobody can hear",
        f"{DOSSIER}/test_images.py::test_an_image_nobody_can_hear_is_refused",
        [
            Changement(
                "sessions/cahiers/redaction/forms.py",
                "if len(dite) < ALTERNATIVE_AU_MOINS:",
                "if not dite:",
            )
        ],
    ),
    Faute(
        "print a name without consent",
        f"{DOSSIER}/test_signataires.py::test_a_name_is_kept_without_consent_and_never_printed",
        [
            Changement(
                "sessions/cahiers/models.py", "return self.filter(accord=True)", "return self.all()"
            )
        ],
    ),
    Faute(
        "write over what another tab wrote",
        f"{DOSSIER}/test_section.py::test_an_older_version_is_refused_and_both_texts_are_there",
        [Changement(SERVICES, "(pk=section.pk, modifiee_le=lue)", "(pk=section.pk)")],
    ),
    Faute(
        "put aside how persons are protected",
        f"{DOSSIER}/test_plan.py::test_what_every_cahier_prints_is_neither_put_aside_nor_removed",
        [Changement(SERVICES, "if section.genre.tenu and not imprimee:", "if False:")],
    ),
]
