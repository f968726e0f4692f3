# The server build: PostgreSQL, Java 25, started from an AOT cache.
FROM docker.io/library/maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
RUN mvn --batch-mode --no-transfer-progress package -Ppostgresql -DskipTests

FROM docker.io/library/eclipse-temurin:25-jre AS service
ARG VERSION=dev
LABEL org.opencontainers.image.title="Communiqué" \
      org.opencontainers.image.description="A headless content API for press offices" \
      org.opencontainers.image.version="$VERSION"
RUN useradd --system --uid 10001 --create-home communique \
 && install -d -o communique /var/lib/communique
WORKDIR /opt/communique
# Owned by root, so that the service cannot change its own code.
COPY --from=build /build/target/quarkus-app/ ./
ENV COMMUNIQUE_DATA_DIRECTORY=/var/lib/communique

# The AOT cache of a first run. Java and all files must be the same as those started later.
FROM service AS trained
# The versions come from the distribution of the base image.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends curl postgresql && rm -rf /var/lib/apt/lists/*
COPY src/main/docker/train /usr/local/bin/train
USER communique
RUN train /var/lib/communique/communique.aot /usr/lib/postgresql/*/bin -XX:+UseSerialGC -XX:+UseCompactObjectHeaders

FROM service
COPY --from=trained /var/lib/communique/communique.aot ./
# By number, for runtimes that use it to forbid root.
USER 10001
VOLUME /var/lib/communique
EXPOSE 8080
# The image has a shell but no HTTP client.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-8080} && printf 'GET /q/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q 200"]
# Collector and headers as in training. The threshold gives the start priority over the compilers.
ENTRYPOINT ["java", "-XX:AOTCache=communique.aot", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:CompileThresholdScaling=2", "-XX:MaxRAMPercentage=60", "-jar", "quarkus-run.jar"]
