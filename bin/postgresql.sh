# shellcheck shell=bash
# Read by bin/test and bench/lots, after bin/preparation.sh: a PostgreSQL of our own, on the
# loopback, gone at the end. initdb refuses root: everything runs under the account `postgres` then.

PG_DOSSIER=""
PG_BIN=""

# For tests, whose rows are never committed. Vacuumed, their tables are known to be empty: joins
# are then planned for no row at all, and a season that a test has just written is walked row by
# row against itself, for an hour or for ever. Never vacuumed, they are planned from their size.
# And nothing is waited for without end: a lock that nobody gives back is an error with a name.
# (What pytest-timeout allows a test, in pyproject.toml, is longer than the first two.)
# shellcheck disable=SC2034
PG_POUR_LES_TESTS=(
  autovacuum=off
  lock_timeout=20s
  statement_timeout=60s
  idle_in_transaction_session_timeout=300s
)

sous_postgres() {
  if [[ $EUID -eq 0 ]]; then
    (cd "$PG_DOSSIER" && runuser -u postgres -- "$@")
  else
    (cd "$PG_DOSSIER" && "$@")
  fi
}

port_libre() {
  "$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# What is written there is thrown away: no need to wait for the disk.
lancer_postgresql() {
  local port="$1" options reglage
  shift
  options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
  options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  for reglage in "$@"; do options+=" -c $reglage"; done
  sous_postgres "$PG_BIN/initdb" --pgdata="$PG_DOSSIER/base" --username=medlove \
    --auth=scram-sha-256 --pwfile="$PG_DOSSIER/mot" --encoding=UTF8 --locale=C.UTF-8 --no-sync &&
    sous_postgres "$PG_BIN/pg_ctl" --pgdata="$PG_DOSSIER/base" --log="$PG_DOSSIER/journal" \
      --options="$options" --wait start
}

# Sets DATABASE_URL, or says why it could not. The arguments are settings of the server.
demarrer_postgresql() {
  local port mot
  PG_BIN=$(trouver_postgresql) || return 1
  PG_DOSSIER=$(mktemp -d)
  port=$(port_libre)
  mot=$("$PY" -c 'import secrets; print(secrets.token_hex(16))')
  echo "$mot" >"$PG_DOSSIER/mot"
  [[ $EUID -ne 0 ]] || chown -R postgres "$PG_DOSSIER"
  if ! lancer_postgresql "$port" "$@" >"$PG_DOSSIER/depart" 2>&1; then
    echo "PostgreSQL ne démarre pas :" >&2
    cat "$PG_DOSSIER/depart" "$PG_DOSSIER/journal" >&2 2>/dev/null
    return 1
  fi
  export DATABASE_URL="postgres://medlove:$mot@127.0.0.1:$port/medlove"
}

arreter_postgresql() {
  [[ -n $PG_DOSSIER ]] || return 0
  sous_postgres "$PG_BIN/pg_ctl" --pgdata="$PG_DOSSIER/base" --mode=immediate --silent stop || true
  rm -rf "$PG_DOSSIER"
  PG_DOSSIER=""
  unset DATABASE_URL
}
