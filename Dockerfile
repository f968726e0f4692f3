# The server build: PostgreSQL, Java 25, started from an AOT cache.
FROM docker.io/library/maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN mvn --batch-mode --no-transfer-progress package -Ppostgresql -DskipTests

FROM docker.io/library/eclipse-temurin:25-jre AS service
LABEL org.opencontainers.image.title="Communiqué" \
      org.opencontainers.image.description="A headless content API for press offices"
RUN useradd --system --uid 10001 --create-home communique \
 && install -d -o communique /var/lib/communique /opt/communique
WORKDIR /opt/communique
COPY --from=build --chown=communique /build/target/quarkus-app/ ./
ENV COMMUNIQUE_DATA_DIRECTORY=/var/lib/communique

# What a first run loads is kept; it must be the very Java and the very files that are started later.
FROM service AS trained
RUN apt-get update && apt-get install --yes --no-install-recommends curl postgresql && rm -rf /var/lib/apt/lists/*
COPY src/main/docker/train /usr/local/bin/train
USER communique
RUN train communique.aot /usr/lib/postgresql/*/bin -XX:+UseSerialGC

FROM service
COPY --from=trained /opt/communique/communique.aot ./
USER communique
VOLUME /var/lib/communique
EXPOSE 8080
ENTRYPOINT ["java", "-XX:AOTCache=communique.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-jar", "quarkus-run.jar"]
