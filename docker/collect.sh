#!/bin/sh
# Puts what the images need into a directory: DIR/<service>/app and DIR/<service>/lib. Links instead of copies where it can.
set -eu
cd "$(dirname "$0")/.."
out=${1:?usage: docker/collect.sh DIR}

for part in validator-stream mysql-sink spark-analytics producer platform/launcher; do
  name=${part##*/}
  mkdir -p "$out/$name/app" "$out/$name/lib"
  cp -lf "$part/target/$name.jar" "$out/$name/app/" 2>/dev/null || cp -f "$part/target/$name.jar" "$out/$name/app/"
  cp -lf "$part"/target/lib/*.jar "$out/$name/lib/" 2>/dev/null || cp -f "$part"/target/lib/*.jar "$out/$name/lib/"
done
install -m 644 spark-analytics/jvm.options "$out/spark-analytics/app/"
