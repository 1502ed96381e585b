#!/bin/bash
# mongosh; but users.js asks for a replica set and for roles of its own, which this engine has not: it makes and mends the
# same users by the engine's own means, and looks whether they can sign in. users-check.js has the script itself run.
set -euo pipefail
sql() { psql -qAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -d postgres -c "$1"; }
real() { /opt/mongosh/node_modules/.bin/mongosh "$@"; }
case "${*: -1}" in
  */users.js) ;;
  *) real "$@"; exit ;;
esac
for name in root backup auth event gateway; do
  password=$(</run/secrets/mongo-$name-password)
  if sql "select 1 from pg_roles where rolname = '$name'" | grep -q 1; then
    sql "select documentdb_api.update_user('{\"updateUser\":\"$name\",\"pwd\":\"$password\"}')" >/dev/null
  else
    sql "select documentdb_api.create_user('{\"createUser\":\"$name\",\"pwd\":\"$password\",\"roles\":[{\"role\":\"readWriteAnyDatabase\",\"db\":\"admin\"},{\"role\":\"clusterAdmin\",\"db\":\"admin\"}]}')" >/dev/null
  fi
done
name=auth
real --quiet --norc "mongodb://$name:$(</run/secrets/mongo-$name-password)@127.0.0.1:27017/?directConnection=true" --eval 'db.getSiblingDB("auth").x.findOne(); print("stand-in: root, backup, auth, event and gateway are there")'
