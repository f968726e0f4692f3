# The server build: PostgreSQL, Java 25.
FROM docker.io/library/maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN mvn --batch-mode --no-transfer-progress package -Ppostgresql -DskipTests

FROM docker.io/library/eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Communiqué" \
      org.opencontainers.image.description="A headless content API for press offices"
RUN useradd --system --uid 10001 --create-home communique && install -d -o communique /var/lib/communique
USER communique
WORKDIR /opt/communique
COPY --from=build --chown=communique /build/target/quarkus-app/ ./
ENV COMMUNIQUE_DATA_DIRECTORY=/var/lib/communique
VOLUME /var/lib/communique
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-jar", "quarkus-run.jar"]
