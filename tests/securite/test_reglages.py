"""Settings of production: what `medlove/settings.py` makes of an environment without DEBUG."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "ALLOWED_HOSTS": "medlove.example",
    "SECRET_KEY": "une suite au hasard 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEF",
    "MEDLOVE_CLE_JOURNAL": "une autre suite au hasard",
}


@pytest.fixture
def reglages(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    for nom, valeur in PRODUCTION.items():
        monkeypatch.setenv(nom, valeur)
    return runpy.run_path(str(RACINE / "medlove" / "settings.py"))


def test_cookies_go_over_https_only_and_to_this_very_host(reglages: dict[str, Any]):
    assert reglages["SESSION_COOKIE_SECURE"]
    assert reglages["CSRF_COOKIE_SECURE"]
    assert reglages["SESSION_COOKIE_HTTPONLY"]
    assert reglages["SESSION_COOKIE_SAMESITE"] == reglages["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert reglages["SESSION_COOKIE_NAME"].startswith("__Host-")
    # What this name asks of a browser: no domain, the whole site.
    assert "SESSION_COOKIE_DOMAIN" not in reglages
    assert "SESSION_COOKIE_PATH" not in reglages


def test_https_is_kept_for_a_year_and_on_every_name_under_it(reglages: dict[str, Any]):
    assert reglages["SECURE_SSL_REDIRECT"]
    assert reglages["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert reglages["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert reglages["SECURE_HSTS_PRELOAD"]


def test_nothing_runs_that_is_not_ours(reglages: dict[str, Any]):
    directives = reglages["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    mots = {mot for mots in directives.values() for mot in mots}
    assert not {mot for mot in mots if "unsafe" in mot or "*" in mot or mot in {"http:", "https:"}}
    assert directives["frame-ancestors"] == directives["base-uri"] == ["'none'"]


@pytest.mark.parametrize("absente", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_without_a_secret_or_a_name_nobody_is_served(absente: str):
    entourage = {nom: valeur for nom, valeur in PRODUCTION.items() if nom != absente}
    fini = verifier({**entourage, "PYTHONPATH": str(RACINE)})
    assert fini.returncode or "issues" in fini.stdout + fini.stderr
    assert "no issues" not in fini.stdout


def test_django_finds_nothing_to_say_of_a_deployment():
    fini = verifier(PRODUCTION)
    assert "no issues" in fini.stdout, fini.stdout + fini.stderr


def verifier(entourage: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    propre = {nom: valeur for nom, valeur in os.environ.items() if nom in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=RACINE,
        env=propre | entourage | {"DATABASE_URL": "sqlite:///:memory:"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
