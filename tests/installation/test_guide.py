"""What docs/installation.md names exists: its commands, its files, its settings, its units."""

import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from medlove.delais import PLAFONDS, reglage
from tests.installation import guide
from tests.installation.guide import GUIDE, RACINE, SAUVEGARDE

DEPLOIEMENT = RACINE / "deploiement"
UNITES = sorted((DEPLOIEMENT / "systemd").iterdir())
SERVICES = [une for une in UNITES if une.suffix == ".service"]
TEXTE = GUIDE.read_text(encoding="utf-8")
POSES = {"/etc/medlove", "/etc/ssl/medlove", "/var/backups/medlove", "/var/lib/medlove"}
DURCI = ("ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "PrivateTmp=yes")

pages = pytest.mark.parametrize("page", [GUIDE, SAUVEGARDE], ids=lambda page: page.stem)


def tapees(page: Path = GUIDE) -> list[str]:
    return [ligne for bloc in guide.lire(page) for ligne in bloc.commandes]


def lire_unite(unite: Path) -> dict[str, str]:
    lignes = unite.read_text(encoding="utf-8").splitlines()
    return dict(ligne.split("=", 1) for ligne in lignes if "=" in ligne and ligne[0] != "#")


def test_each_way_has_its_headings():
    assert {un for chemin in guide.CHEMINS.values() for un in chemin} <= set(guide.titres())
    assert guide.SERVEUR_NEUF in guide.titres(SAUVEGARDE)
    for chemin in guide.CHEMINS:
        assert "git clone" in guide.a_taper(chemin)


def test_a_command_goes_on_over_its_lines():
    (une, deux) = guide.Bloc("", "a \\\n    b |\n    c\nd").commandes
    assert (une, deux) == ("a \\\n    b |\n    c", "d")


@pages
def test_every_line_is_one_a_shell_understands(page: Path):
    for ligne in tapees(page):
        assert shlex.split(ligne.replace("\\\n", " "))


@pages
def test_every_command_of_the_product_exists_with_its_options(page: Path):
    texte = page.read_text(encoding="utf-8")
    entre_guillemets = re.findall(r"`(medlove [^`]+)`", texte)
    lignes = [*tapees(page), *entre_guillemets]
    appels = [re.sub(r"^\s*sudo -u medlove ", "", un.replace("\\\n", " ")) for un in lignes]
    appels = [shlex.split(un) for un in appels if re.match(r"medlove [a-z]", un)]
    assert appels
    connues = get_commands()
    for appel in appels:
        assert appel[1] in connues, appel
        aide = _aide(appel[1])
        assert {un for un in appel if un.startswith("--")} <= aide, appel


def _aide(commande: str) -> set[str]:
    from django.core.management import load_command_class

    analyseur = load_command_class(get_commands()[commande], commande).create_parser("", commande)
    return {une for action in analyseur._actions for une in action.option_strings}


@pages
def test_every_file_of_the_project_that_is_named_is_there(page: Path):
    texte = page.read_text(encoding="utf-8")
    for motif in re.findall(r"(?<![\w/])((?:deploiement|requirements|bin|docs)/[\w./*-]+)", texte):
        assert list(RACINE.glob(motif.rstrip("./"))), motif
    for lien in re.findall(r"\]\(([\w.-]+\.md)\)", texte):
        assert (page.parent / lien).exists(), lien


def test_every_file_of_deploiement_is_put_somewhere():
    copies = " ".join(tapees())
    for fichier in DEPLOIEMENT.iterdir():
        assert f"deploiement/{fichier.name}" in copies, fichier.name


def test_every_unit_is_started_by_the_guide_or_by_its_timer():
    lancees = " ".join(ligne for ligne in tapees() if "systemctl enable --now" in ligne).split()
    for unite in UNITES:
        minuterie = unite.with_suffix(".timer")
        attendue = minuterie.name if minuterie in UNITES else unite.stem
        assert attendue in lancees, unite.name


@pytest.mark.parametrize("unite", SERVICES, ids=lambda unite: unite.stem)
def test_a_unit_starts_what_exists_where_the_guide_puts_it(unite: Path):
    lu = lire_unite(unite)
    programme, *suite = shlex.split(lu["ExecStart"])
    assert programme.startswith("/srv/medlove/.venv/bin/")
    if suite[0] == "manage.py":
        assert suite[1] in get_commands()
        assert {un for un in suite if un.startswith("--")} <= _aide(suite[1])
    else:
        assert suite[0] == settings.WSGI_APPLICATION.removesuffix(".application")
    assert (lu["User"], lu["WorkingDirectory"]) == ("medlove", "/srv/medlove")
    assert lu["EnvironmentFile"] == "/etc/medlove/medlove.env"
    assert set(lu["ReadWritePaths"].split()) <= POSES


@pytest.mark.parametrize("unite", SERVICES, ids=lambda unite: unite.stem)
def test_every_unit_is_held_alike(unite: Path):
    lignes = unite.read_text(encoding="utf-8").splitlines()
    assert set(DURCI) <= set(lignes)
    debut = lignes.index("ProtectSystem=strict")
    fin = lignes.index("SystemCallFilter=@system-service")
    modele = (DEPLOIEMENT / "systemd/medlove.service").read_text(encoding="utf-8")
    assert "\n".join(lignes[debut : fin + 1]) in modele


def reglages() -> set[str]:
    """What the product reads from the environment."""
    lus = [
        un.read_text(encoding="utf-8")
        for maison in ("medlove", "sessions")
        for un in (RACINE / maison).rglob("*.py")
        if "env" in un.read_text(encoding="utf-8")
    ]
    return {nom for lu in lus for nom in re.findall(r'\benv(?:_[a-z]+)?\(\s*"([A-Z_]+)"', lu)}


def test_every_setting_named_is_read_and_every_setting_for_a_site_is_named():
    nommes = set(re.findall(r"\b(MEDLOVE_[A-Z_]+|SECRET_KEY|ALLOWED_HOSTS|DATABASE_URL)\b", TEXTE))
    nommes = {un.removesuffix("_FILE") for un in nommes}
    # The delays are in docs/conservation.md, each with what it erases.
    assert nommes <= reglages() | {reglage(nom) for nom in PLAFONDS}
    # For who develops, or to try without HTTPS.
    autres = {"DEBUG", "MEDLOVE_HTTPS", "MEDLOVE_EDITION_SUR_PLACE"}
    autres |= {"MEDLOVE_DEMO", "MEDLOVE_DEMO_MOT_DE_PASSE"}
    assert reglages() - nommes == autres


def test_the_settings_shipped_are_read_and_each_file_they_name_is_made_by_the_guide():
    lignes = (DEPLOIEMENT / "medlove.env").read_text(encoding="utf-8").splitlines()
    poses = dict(une.split("=", 1) for une in lignes if not une.startswith("#"))
    assert {nom.removesuffix("_FILE") for nom in poses} <= reglages()
    fichiers = [valeur for nom, valeur in poses.items() if nom.endswith("_FILE")]
    assert len(fichiers) == 4
    for fichier in fichiers:
        assert f"/dev/stdin {fichier}" in " ".join(tapees())


def test_the_servers_in_front_let_through_what_the_product_takes():
    octets = settings.MEDLOVE_ENVOI_OCTETS
    caddy = re.search(r"max_size (\d+)MB", (DEPLOIEMENT / "Caddyfile").read_text())
    nginx = re.search(r"client_max_body_size (\d+)m;", (DEPLOIEMENT / "nginx.conf").read_text())
    assert caddy
    assert nginx
    assert octets <= int(caddy[1]) * 1000**2 < 2 * octets
    assert octets <= int(nginx[1]) * 1024**2 < 2 * octets


def test_no_server_in_front_writes_down_addresses_that_are_secrets():
    assert "access_log off;" in (DEPLOIEMENT / "nginx.conf").read_text(encoding="utf-8")
    # Caddy notes visits only when told to.
    assert not re.search(r"^\s*log\b", (DEPLOIEMENT / "Caddyfile").read_text(), re.MULTILINE)
