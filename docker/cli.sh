#!/bin/sh
# The operator's commands, as ./healthcare has them, as the user who owns what they read: also what only that user may read
# can be read, and what they write into a directory of the host belongs to that user. What it takes without Docker is told by
# ./healthcare --help.
set -eu
run() {
  owned=$1
  shift
  set -- java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 "$@"
  if [ -d "$owned" ]; then
    exec as-owner.sh "$owned" "$@"
  fi
  exec "$@"
}
# The launcher knows nothing of these but their names.
case "${1:-} ${2:-}" in
  'help replay' | 'help check') set -- "$2" --help ;;
esac
case ${1:-} in
  replay | check)
    run /data/raw -cp '/app/producer/*:/app/producer/lib/*' dev.healthdata.producer.ProducerMain "$@"
    ;;
  *)
    run /data/processed -Dhealthcare.home=/ -cp '/app/launcher/*:/app/launcher/lib/*' \
      dev.healthdata.platform.cli.HealthcareMain "$@"
    ;;
esac
