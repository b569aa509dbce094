# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
COPY storage storage
COPY bot bot
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests package \
    && java -Djarmode=tools -jar bot/target/keeplink.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre-noble
# fonts for the pictures that have words in them
RUN apt-get update \
    && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core fonts-wqy-zenhei \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 keeplink \
    && useradd --system --uid 10001 --gid keeplink --home-dir /keeplink --no-create-home keeplink \
    && mkdir -p /keeplink/data \
    && chown -R keeplink:keeplink /keeplink
WORKDIR /keeplink
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# A start once without chats, to keep the classes as they are after it: the next ones take less than half the time.
# A cache that does not fit the Java that runs is left aside by itself.
RUN cd "$(mktemp -d)" \
    && java -Xmx512m -XX:+UseSerialGC -XX:AOTCacheOutput=/keeplink/keeplink.aot -Dspring.context.exit=onRefresh -jar /keeplink/keeplink.jar \
    && rm -r "$PWD"
USER keeplink
VOLUME /keeplink/data
EXPOSE 8080
# The container has no browser to reach a loopback address from, so it answers on all of them.
ENV SERVER_ADDRESS=0.0.0.0
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost:8080\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# In a heap this small the serial collector takes a quarter less CPU time for a capture than the default one.
ENTRYPOINT ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=/keeplink/keeplink.aot", "-jar", "/keeplink/keeplink.jar"]
