#!/bin/sh
# Runs a command as the user who owns a directory: what it writes there belongs to that user, and what only that user may
# read can be read. Arguments: the directory, the command.
set -eu
owner=$(stat -c %u:%g "$1")
shift
if [ "$(id -u)" != 0 ]; then
  exec "$@"
fi
chown "$owner" /var/lib/healthcare
exec setpriv --reuid="${owner%:*}" --regid="${owner#*:}" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
