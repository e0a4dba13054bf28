#!/bin/sh
# The operator's commands, as ./healthcare has them. What it takes without Docker is told by ./healthcare --help.
set -eu
case ${1:-} in
  replay | check)
    exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 -cp '/app/producer/*:/app/producer/lib/*' \
      dev.healthdata.producer.ProducerMain "$@"
    ;;
  *)
    exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 -Dhealthcare.home=/ -cp '/app/launcher/*:/app/launcher/lib/*' \
      dev.healthdata.platform.cli.HealthcareMain "$@"
    ;;
esac
