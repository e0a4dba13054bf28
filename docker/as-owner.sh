#!/bin/sh
# Runs a command as the user who owns a directory: what it writes there belongs to that user, and what only that user may
# read can be read. Arguments: the directory, the command.
set -eu
owner=$(stat -c %u:%g "$1")
shift
if [ "$(id -u)" != 0 ]; then
  exec "$@"
fi
state=/var/lib/healthcare
[ "$(stat -c %u:%g "$state")" = "$owner" ] || chown -R "$owner" "$state"
# Hadoop's libraries, which Spark uses, ask for the name of the user.
getent passwd "${owner%:*}" >/dev/null || echo "owner:x:$owner::$state:/usr/sbin/nologin" >>/etc/passwd
exec setpriv --reuid="${owner%:*}" --regid="${owner#*:}" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
