#!/bin/sh
# Before the first start, and again without harm: passwords that were not given are made up, and data/processed belongs to
# whoever owns this copy of the project. Runs as root.
set -eu

# Arguments: the directory that only those who need the password see, and the password if it was given.
password() {
  if [ ! -s "$1/password" ]; then
    umask 022
    if [ -n "$2" ]; then
      printf '%s' "$2" >"$1/password.new"
    else
      head -c 256 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 32 >"$1/password.new"
    fi
    mv "$1/password.new" "$1/password"
  fi
}
password /secrets/sink "${MYSQL_SINK_PASSWORD:-}"
password /secrets/analyst "${MYSQL_ANALYST_PASSWORD:-}"

# Docker has made it as root if it was not there.
if [ "$(stat -c %u /data/processed)" = 0 ]; then
  chown "$(stat -c %u:%g /project/docker-compose.yml)" /data/processed
fi
