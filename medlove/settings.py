"""Settings: this one file, fed by the environment only.

Every variable may also be given as ``NAME_FILE``, the path of a file that holds
the value (systemd credentials, container secrets). A bad value stops the start
with one sentence in French. With ``DEBUG=True`` and nothing else, the product starts.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from medlove.bases import PUBLICATION, REGLAGES_DE_SQLITE
from medlove.courrier import relais
from medlove.delais import Delais

BASE_DIR = Path(__file__).resolve().parent.parent


def env(nom: str, defaut: str | None = None) -> str:
    """The text of a variable, else of the file `NOM_FILE` names, else the default.

    Raises ImproperlyConfigured when there is none of the three.
    """
    if nom in os.environ:
        return os.environ[nom]
    if fichier := os.environ.get(f"{nom}_FILE"):
        try:
            return Path(fichier).read_text(encoding="utf-8").strip()
        except OSError as erreur:
            raise ImproperlyConfigured(
                f"{nom}_FILE : le fichier {fichier} ne peut pas être lu ({erreur.strerror})."
            ) from erreur
    if defaut is None:
        raise ImproperlyConfigured(
            f"Il manque la variable d’environnement {nom} (ou {nom}_FILE) ; "
            "docs/installation.md dit quoi y mettre."
        )
    return defaut


def env_bool(nom: str, defaut: bool = False) -> bool:
    """A yes or no; anything else than 1/0, true/false, oui/non is refused."""
    valeur = env(nom, str(defaut)).strip().lower()
    if valeur in {"1", "true", "oui", "on"}:
        return True
    if valeur in {"0", "false", "non", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{nom} vaut « {valeur} » : écrire 1 ou 0.")


def env_int(nom: str, defaut: int, minimum: int = 0) -> int:
    """A whole number not under `minimum`."""
    texte = env(nom, str(defaut))
    try:
        valeur = int(texte)
    except ValueError:
        valeur = minimum - 1
    if valeur < minimum:
        raise ImproperlyConfigured(
            f"{nom} vaut « {texte} » : écrire un nombre entier, au moins {minimum}."
        )
    return valeur


def env_liste(nom: str, defaut: str = "") -> list[str]:
    """Values separated by commas."""
    return [mot.strip() for mot in env(nom, defaut).split(",") if mot.strip()]


def base_de_donnees(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgres://user:word@host:port/name`."""
    morceaux = urlsplit(url)
    if morceaux.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(morceaux.path[1:]) or ":memory:",
            "OPTIONS": {
                # One writer at a time, decided at BEGIN rather than at the first write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": REGLAGES_DE_SQLITE,
            },
        }
    if morceaux.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(morceaux.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(morceaux.path[1:]),
            "USER": unquote(morceaux.username or ""),
            "PASSWORD": unquote(morceaux.password or ""),
            "HOST": options.pop("host", morceaux.hostname or ""),
            "PORT": str(morceaux.port or options.pop("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL commence par « {morceaux.scheme}: » : "
        "écrire sqlite:///chemin ou postgres://compte:mot@hote/base."
    )


# --- Ground -------------------------------------------------------------------

DEBUG = env_bool("DEBUG")
MEDLOVE_DEMO = env_bool("MEDLOVE_DEMO")

# What published figures are drawn with, kept out of the base; the days a closed period waits.
MEDLOVE_CLE_PUBLICATION = env("MEDLOVE_CLE_PUBLICATION", "")
MEDLOVE_PUBLICATION_DELAI = env_int("MEDLOVE_PUBLICATION_DELAI", 30)
SECRET_KEY = env("SECRET_KEY", "clef-de-developpement-sans-valeur" if DEBUG else None)
ALLOWED_HOSTS = env_liste("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")

DATABASES = {
    "default": base_de_donnees(env("DATABASE_URL", f"sqlite:///{BASE_DIR / 'medlove.sqlite3'}"))
}
# What everybody may read goes through a role of its own, that can read nothing else.
if url_de_publication := env("MEDLOVE_DATABASE_PUBLICATION", ""):
    if not url_de_publication.startswith(("postgres:", "postgresql:")):
        raise ImproperlyConfigured(
            "MEDLOVE_DATABASE_PUBLICATION ne sert qu’avec PostgreSQL : écrire "
            "postgres://role:mot@hote/base, ou la retirer."
        )
    DATABASES[PUBLICATION] = {
        **base_de_donnees(url_de_publication),
        "TEST": {"MIRROR": "default"},
    }
DATABASE_ROUTERS = ["medlove.bases.RouteurDesBases"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The default cache holds the limits of attempts and nothing else: in the database, that every
# process and the next restart count together. Full, it would forget some: it is never full.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "medlove_limites",
        "KEY_FUNCTION": "medlove.limites.empreinte",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    "memoire": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

INSTALLED_APPS = [
    "medlove",
    "territoires",
    "sessions.apps.SessionsConfig",
    # Without GDAL `leaflet.admin` raises, and the default admin imports it by
    # autodiscovery: our admin modules are imported by name instead.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "leaflet",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "medlove.porte.porte",
    "django.middleware.gzip.GZipMiddleware",
    "medlove.dehors.sans_temoin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Deny by default: a view is public only when it says so by name.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "medlove.equipe.middleware.equipe_courante",
    "medlove.equipe.double_verification.DoubleVerificationExigee",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "medlove.urls"
WSGI_APPLICATION = "medlove.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Language, time -----------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# --- Files --------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env("MEDLOVE_STATIC", str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # No MEDIA_URL: a private file is only ever served by a view that checks who asks.
        "OPTIONS": {"location": env("MEDLOVE_FICHIERS", str(BASE_DIR / "var" / "fichiers"))},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "medlove.fichiers.StatiquesHaches"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- People -------------------------------------------------------------------

AUTH_USER_MODEL = "medlove.Utilisateur"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["nom", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "medlove.equipe.compte.AdaptateurFerme"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "medlove.equipe.forms_compte.Connexion",
    "reauthenticate": "medlove.equipe.forms_compte.Confirmation",
    "reset_password": "medlove.equipe.forms_compte.Oubli",
    "reset_password_from_key": "medlove.equipe.forms_compte.NouveauMotDePasse",
    "set_password": "medlove.equipe.forms_compte.PremierMotDePasse",
    "change_password": "medlove.equipe.forms_compte.ChangementDeMotDePasse",
}
MFA_ADAPTER = "medlove.equipe.compte.AdaptateurDoubleVerification"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Medlové"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
# Addresses are given by a coordinator: there is no sign-up to protect against.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "medlove.equipe.forms_compte.Code",
    "reauthenticate": "medlove.equipe.forms_compte.CodeDeConfirmation",
    "activate_totp": "medlove.equipe.forms_compte.ActivationDeLApplication",
}

EMAIL_BACKEND = env("MEDLOVE_EMAIL_BACKEND", "medlove.courrier.ParRelais")
MEDLOVE_EMAIL_RELAIS = relais(env("MEDLOVE_EMAIL_RELAIS", ""))
DEFAULT_FROM_EMAIL = env("MEDLOVE_EMAIL", "medlove@localhost")

# --- Security -----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *env_liste("MEDLOVE_HOTE_TUILES")],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

HTTPS = env_bool("MEDLOVE_HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env_int("MEDLOVE_HSTS_SECONDES", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# A cookie of this name is believed only when this very host set it, over HTTPS. The other one
# is read by the tablet, whose page may be that of the version before.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = env_liste("MEDLOVE_ORIGINES")
if env_bool("MEDLOVE_DERRIERE_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Limits by network address count visitors apart, not the proxy for all of them.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- What may come in ----------------------------------------------------------

# The largest body that any page expects: a photo of 15 MB, a file to print, a spreadsheet. More
# is not read. Outside of files, Django holds a form to 2.5 MB and to so many fields.
MEDLOVE_ENVOI_OCTETS = env_int("MEDLOVE_ENVOI_MEGAOCTETS", 32, minimum=1) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# --- What is erased -----------------------------------------------------------

MEDLOVE_DELAIS = Delais.lus(env_int)
# The key that seals backups; what was deleted, kept outside them: docs/sauvegarde.md.
MEDLOVE_CLE_SAUVEGARDE = env("MEDLOVE_CLE_SAUVEGARDE", "")
MEDLOVE_SUPPRESSIONS = env("MEDLOVE_SUPPRESSIONS", str(BASE_DIR / "var" / "suppressions.jsonl"))

# --- What is made aside -------------------------------------------------------

# Editions of a cahier wait in the database for `db_worker`, which makes each in a child process
# held to so many seconds and so much memory (address space: 455 MB for 46 pages).
MEDLOVE_EDITION_SECONDES = env_int("MEDLOVE_EDITION_SECONDES", 300, minimum=10)
MEDLOVE_EDITION_MEGAOCTETS = env_int("MEDLOVE_EDITION_MEGAOCTETS", 1024, minimum=512)
# For the tests: made at once, by the very process that asks.
MEDLOVE_EDITION_SUR_PLACE = env_bool("MEDLOVE_EDITION_SUR_PLACE")
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if MEDLOVE_EDITION_SUR_PLACE
            else "django_tasks_db.DatabaseBackend"
        )
    }
}

# --- Map ----------------------------------------------------------------------

# No tile server by default: contours on a plain ground. `MEDLOVE_TUILES` is the
# address of one, `MEDLOVE_HOTE_TUILES` its origin, `MEDLOVE_TUILES_CREDIT` its credit.
MEDLOVE_TUILES = env("MEDLOVE_TUILES", "")
LEAFLET_CONFIG = {
    "TILES": (
        [("Fond de plan", MEDLOVE_TUILES, {"attribution": env("MEDLOVE_TUILES_CREDIT", "")})]
        if MEDLOVE_TUILES
        else []
    ),
    "DEFAULT_CENTER": (48.1075, -1.6846),
    "DEFAULT_ZOOM": 12,
    "MIN_ZOOM": 10,
    "MAX_ZOOM": 17,
    "ATTRIBUTION_PREFIX": "",
    "RESET_VIEW": False,
    "SCALE": "metric",
}

# --- Log ----------------------------------------------------------------------
DEFAULT_EXCEPTION_REPORTER_FILTER = "medlove.discretion.FiltreDiscret"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discret": {"()": "medlove.discretion.FormateurDiscret"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discret"}},
    "root": {"handlers": ["console"], "level": env("MEDLOVE_JOURNAL", "INFO")},
    # Each step of each page, each glyph of each font, each bridge built: nobody reads that.
    "loggers": {nom: {"level": "WARNING"} for nom in ("weasyprint", "fontTools", "pikepdf")},
}
