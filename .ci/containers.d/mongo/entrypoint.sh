#!/bin/bash
# Stand-in for mongo:8: PostgreSQL + DocumentDB behind FerretDB, as one unprivileged user, on a read-only root. What is said
# to mongod is for MongoDB: a replica set, a key file, a cache.
set -euo pipefail
[ "$1" = mongod ] || exec "$@"
pg=/usr/lib/postgresql/18/bin data=/data/db/pg
if [ ! -s "$data/standin-ready" ]; then
  rm -rf "$data"
  "$pg/initdb" -D "$data" -A trust -U postgres --no-locale -E UTF8 >/dev/null
  printf "%s\n" "listen_addresses = '127.0.0.1'" "unix_socket_directories = '/tmp'" "max_connections = 300" \
    "shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb'" "cron.database_name = 'postgres'" >>"$data/postgresql.conf"
fi
rm -f "$data/postmaster.pid"
"$pg/pg_ctl" -D "$data" -s -w start
trap '[ -z "${ferret:-}" ] || kill "$ferret" 2>/dev/null; "$pg/pg_ctl" -D "$data" -s -m fast -w stop; exit 0' TERM INT
psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -d postgres -c 'create extension if not exists documentdb cascade' >/dev/null
echo yes >"$data/standin-ready"
/usr/local/libexec/ferretdb --telemetry=disable --debug-addr=- --state-dir=/tmp --listen-addr=0.0.0.0:27017 --log-level=warn \
  --postgresql-url=postgres://postgres@127.0.0.1:5432/postgres &
ferret=$!
wait "$ferret"
