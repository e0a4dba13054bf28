# The images of docker-compose.yml: one target for each service. `docker compose up` builds them from these sources.
#
# With --build-arg JARS=built they are made of jars that are there already, in parts/<service>: see docker/collect.sh.
ARG JARS=sources

FROM maven:3.9-eclipse-temurin-17 AS sources
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -q -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl platform/launcher -am package && docker/collect.sh /parts

FROM scratch AS built
COPY parts /parts

# hadolint ignore=DL3006
FROM ${JARS} AS parts

FROM eclipse-temurin:17-jre AS base
RUN groupadd --system --gid 10001 healthcare \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin healthcare \
    && install -d -o healthcare -g healthcare /var/lib/healthcare
# Modes of their own: those of the sources are as strict as the umask of the clone.
COPY --chmod=755 docker/as-owner.sh docker/cli.sh /usr/local/bin/
WORKDIR /var/lib/healthcare
ENV HEALTH_ADDRESS=0.0.0.0:8080
EXPOSE 8080
# More options for a JVM: JDK_JAVA_OPTIONS in its environment. No dump of the heap: there are patients in it.

FROM base AS validator-stream
COPY --from=parts /parts/validator-stream/lib /app/lib
COPY --from=parts /parts/validator-stream/app /app
USER healthcare
# Half of the memory is for RocksDB, which is outside of the heap.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=40", "-XX:+ExitOnOutOfMemoryError", \
    "-cp", "/app/*:/app/lib/*", "dev.healthdata.validator.ValidatorMain"]
CMD ["--state-dir", "/var/lib/healthcare"]

FROM base AS mysql-sink
COPY --from=parts /parts/mysql-sink/lib /app/lib
COPY --from=parts /parts/mysql-sink/app /app
USER healthcare
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "-Djdk.nio.maxCachedBufferSize=65536", "-cp", "/app/*:/app/lib/*", "dev.healthdata.sink.SinkMain"]

# The next two write to or read from directories of the host, as the user who owns these: they begin as root for as long as
# it takes to become that user.
FROM base AS spark-analytics
COPY --from=parts /parts/spark-analytics/lib /app/lib
COPY --from=parts /parts/spark-analytics/app /app
ENTRYPOINT ["as-owner.sh", "/data/processed", "java", "@/app/jvm.options", "-XX:+UseSerialGC", \
    "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "/app/*:/app/lib/*", \
    "dev.healthdata.analytics.AnalyticsMain"]
CMD ["--processed", "/data/processed", "--checkpoint", "/var/lib/healthcare"]

FROM base AS producer
COPY --from=parts /parts/producer/lib /app/lib
COPY --from=parts /parts/producer/app /app
ENTRYPOINT ["as-owner.sh", "/data/raw", "java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", "-cp", "/app/*:/app/lib/*", "dev.healthdata.producer.ProducerMain"]
CMD ["replay", "--watch", "/data/raw"]

# The operator's commands; docker/prepare.sh runs in it, too.
FROM base AS cli
COPY --from=parts /parts/producer/lib /app/producer/lib
COPY --from=parts /parts/producer/app /app/producer
COPY --from=parts /parts/launcher/lib /app/launcher/lib
COPY --from=parts /parts/launcher/app /app/launcher
ENV HEALTH_ADDRESS=""
USER healthcare
ENTRYPOINT ["cli.sh"]
CMD ["--help"]
