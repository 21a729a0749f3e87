# shellcheck shell=bash
# Read by bin/demo, bin/test and bench/lots: finds Python, the libraries of the system, and fills .venv.
# A step that has nothing to do says nothing and costs next to nothing.

set -euo pipefail
shopt -s inherit_errexit

RACINE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$RACINE/.venv"
PY="$VENV/bin/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1
# Where Python may not keep what it compiled, pytest rewrites its plugins at every start.
unset PYTHONDONTWRITEBYTECODE

dire() { printf '\n▸ %s\n' "$*"; }

echouer() {
  printf '\n✗ %s\n' "$*" >&2
  exit 1
}

# --- Packages of the system ---------------------------------------------------

# Runs the rest of its arguments as root, or fails without asking anything.
en_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

peut_installer() {
  command -v apt-get >/dev/null || return 1
  [[ $EUID -eq 0 ]] || sudo -n true 2>/dev/null
}

installer_paquets() {
  local ligne="apt-get install -y --no-install-recommends $*"
  peut_installer || echouer "Il manque des paquets du système. Lancer cette ligne, puis recommencer :

    sudo apt-get update && sudo $ligne

(Sans apt : installer les équivalents de $*.)"
  dire "Paquets du système : $*"
  en_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # shellcheck disable=SC2086 # the line is built word by word just above
  en_root env DEBIAN_FRONTEND=noninteractive $ligne -qq >/dev/null
}

a_la_bibliotheque() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -F "$1" >/dev/null; }

a_une_police() {
  [[ -n $(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
    "${HOME:-/}/.local/share/fonts" -name '*.[ot]tf' -print -quit 2>/dev/null) ]]
}

# What WeasyPrint draws with.
paquets_du_pdf() {
  a_la_bibliotheque libpango-1.0.so.0 || echo libpango-1.0-0
  a_la_bibliotheque libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  a_la_bibliotheque libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
  a_une_police || echo fonts-dejavu-core
}

# Installs the packages whose names come on standard input, if any.
exiger_paquets() {
  local manquants
  mapfile -t manquants
  [[ ${#manquants[@]} -eq 0 ]] || installer_paquets "${manquants[@]}"
}

# --- Python ---------------------------------------------------------------------

# The system's own first: it is built with optimisations, without which all takes a sixth more.
trouver_python() {
  local candidat
  for candidat in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidat" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidat"
      return
    fi
  done
  return 1
}

# Debian keeps what makes a venv in a package of its own.
paquets_de_python() {
  local python
  "$PY" -c 'import pip' 2>/dev/null && return
  if ! python=$(trouver_python); then
    printf '%s\n' python3 python3-venv
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$(basename "$python")-venv"
  fi
}

creer_venv() {
  local python
  "$PY" -c 'import pip' 2>/dev/null && return
  python=$(trouver_python) || echouer "Il faut Python 3.11 ou plus récent."
  dire "Environnement Python dans .venv ($("$python" --version))"
  "$python" -m venv --clear "$VENV"
}

# Installs requirements/<name>.txt, unless it already was, just as it is.
installer_verrou() {
  local verrou="$RACINE/requirements/$1.txt" temoin="$VENV/.verrou-$1"
  cmp -s "$verrou" "$temoin" && return
  dire "Bibliothèques Python (requirements/$1.txt)"
  # The lock is whole and names wheels only: nothing to resolve, nothing to build. Python
  # compiles what it imports, when it does: a third of what is there.
  "$PY" -m pip install --quiet --no-compile --no-deps --only-binary :all: --require-hashes \
    --requirement "$verrou" || echouer "Ces bibliothèques n’ont pas pu être installées (voir au-dessus)."
  cp "$verrou" "$temoin"
  rm -f "$VENV/.chromium" # another Playwright wants another Chromium
}

# What it takes to run the product, then what it takes to test it.
preparer_production() {
  { paquets_de_python && paquets_du_pdf; } | exiger_paquets
  creer_venv
  installer_verrou production
}

preparer_tests() {
  { paquets_de_python && paquets_du_pdf && paquets_des_tests; } | exiger_paquets
  creer_venv
  installer_verrou tests
  # The lock of the tests holds the one of production.
  cp "$RACINE/requirements/production.txt" "$VENV/.verrou-production"
}

# --- For the tests only -----------------------------------------------------------

est_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }

# A browser that is not a snap: those cannot read what is outside the home folder.
trouver_chromium() {
  local nom chemin
  for nom in chromium-headless-shell chromium google-chrome; do
    chemin=$(command -v "$nom") || continue
    [[ $(readlink -f "$chemin") == */snap* ]] || { echo "$chemin" && return; }
  done
  return 1
}

trouver_postgresql() {
  local dossier
  for dossier in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /)")"; do
    if [[ -x $dossier/initdb && -x $dossier/pg_ctl ]]; then
      echo "$dossier"
      return
    fi
  done
  return 1
}

paquets_des_tests() {
  trouver_postgresql >/dev/null || echo postgresql
  command -v pdftotext >/dev/null || echo poppler-utils
  est_ubuntu || trouver_chromium >/dev/null || echo chromium-headless-shell
}

# Sets MEDLOVE_CHROMIUM, which tests/navigateur reads; left empty, Playwright uses its own.
exiger_chromium() {
  export MEDLOVE_CHROMIUM
  MEDLOVE_CHROMIUM="${MEDLOVE_CHROMIUM:-$(trouver_chromium || true)}"
  [[ -n $MEDLOVE_CHROMIUM ]] || installer_chromium
}

# Playwright's own, with the libraries it wants when we may install them.
installer_chromium() {
  local temoin="$VENV/.chromium" options=()
  [[ -f $temoin ]] && return
  dire "Chromium de Playwright"
  peut_installer && options=(--with-deps)
  "$PY" -m playwright install "${options[@]}" chromium && touch "$temoin"
}
