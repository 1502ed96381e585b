# One image a process, all of one build:
#   docker build --build-arg MODULE=standalone -t laurel/standalone .
# MODULE is gateway-verticle, auth-verticle, event-verticle or standalone.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
# Tests run in CI, on the same commit; they are compiled here because modules share fixtures. Nothing here depends on
# MODULE: whoever builds several images builds this once. Locked, because two builds would write one repository.
ENV MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -q -B -pl gateway-verticle,auth-verticle,event-verticle,standalone -am \
      -DskipTests -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip package && \
    deploy/image/lay-out /images

# Which classes of others' jars a start loads: it is tried, with no database to be found.
FROM eclipse-temurin:21-jre AS tried
ARG MODULE
COPY --from=build /images/${MODULE}/lib /app/lib
COPY --from=build /images/${MODULE}/app /app
COPY --from=build /images/trial /trial
WORKDIR /app
RUN --mount=type=cache,target=/lists,sharing=locked bash /trial/classes /app/java.args /classes /lists

# Made of those jars alone, so that a change of ours leaves this layer as it is.
FROM eclipse-temurin:21-jre AS archive
ARG MODULE
COPY --from=build /images/${MODULE}/lib /app/lib
COPY --from=build /images/${MODULE}/lib.path /lib.path
COPY --from=tried /classes /classes
RUN java -Xshare:dump -XX:SharedClassListFile=/classes -XX:SharedArchiveFile=/app/classes.jsa \
      -cp "$(cat /lib.path)" >/archive.log 2>&1 || { cat /archive.log; exit 1; }

FROM eclipse-temurin:21-jre
ARG MODULE
# Layers in the order in which they change: libraries, the archive of their classes, ours.
COPY --from=build /images/${MODULE}/lib /app/lib
COPY --from=archive /app/classes.jsa /app/classes.jsa
COPY --from=build /images/${MODULE}/app /app
# Numbers, because nobody else can tell that a name is not root.
USER 10001:10001
# conf/*.json and conf/logback.xml may be mounted at /app/conf. Standalone keeps its data in /app/data, a volume.
WORKDIR /app
# Less than half of the container for the heap: the archive, direct memory, classes, code and threads have the rest.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=45 -XX:MaxDirectMemorySize=64m -XX:MaxMetaspaceSize=128m -XX:ReservedCodeCacheSize=64m -XX:+ExitOnOutOfMemoryError"
# Loopback inside a container is nobody: what is published decides. Management stays on loopback.
ENV HTTP_HOST=0.0.0.0
# A line for each event, as a JSON object: what collects the output of containers need not guess.
ENV LOG_FORMAT=json
EXPOSE 8080
# The image has no HTTP client but Bash.
HEALTHCHECK --interval=5s --timeout=3s --start-period=300s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_PORT:-9090} && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["java", "@/app/java.args"]
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Laurel ${MODULE}" \
      org.opencontainers.image.description="Events and rewards for live games: granted exactly once, never oversold" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="eclipse-temurin:21-jre"
