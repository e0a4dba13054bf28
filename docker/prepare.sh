#!/bin/sh
# Before the first start, and again without harm: passwords that were not given are made up, the database gets its scripts, and
# directories that Docker has made belong to whoever works with them. Runs as root.
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
# Whoever comes into MySQL's container is root there; from elsewhere nobody is, so nobody has to choose it.
password /secrets/root ""

# In the order in which MySQL's image runs them, which is no longer root by then: it could not read files of a strict umask.
number=0
for script in sql/db.sql sql/schema.sql sql/procedures.sql sql/views.sql sql/users.sql mysql-passwords.sh; do
  number=$((number + 1))
  install -m 644 "/project/$script" "/database-scripts/$number-${script##*/}"
done

# Arguments: a directory. Docker makes it, as root, if it was not there; one with something in it is somebody's, and so are its files.
made_by_docker() {
  [ "$(stat -c %u "$1")" = 0 ] && [ -z "$(ls -A "$1")" ]
}
if made_by_docker /data/processed; then
  chown "$(stat -c %u:%g /project/docker-compose.yml)" /data/processed
fi
# As whom the cli writes there; there will be patients in it.
if made_by_docker /repair; then
  chmod 700 /repair
  chown "$(stat -c %u:%g /data/processed)" /repair
fi
