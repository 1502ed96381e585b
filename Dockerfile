# One image per process:
#   docker build --build-arg MODULE=standalone -t laurel-standalone .
# MODULE is gateway-verticle, auth-verticle, event-verticle or standalone.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
ARG MODULE
# Tests run in CI, on the same commit; they are compiled here because modules share fixtures.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -pl "$MODULE" -am -DskipTests package && \
    mkdir -p /app/data && \
    cp "$MODULE/target/laurel-$MODULE.jar" /app/laurel.jar && \
    cp -r "$MODULE/target/lib" /app/lib && \
    cp -r "$MODULE/target/classes/META-INF" /app/licenses

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --user-group --no-create-home laurel
COPY --from=build /app /app
# Of standalone; the other processes write nothing.
RUN chown laurel:laurel /app/data
USER laurel
# conf/*.json and conf/logback.xml may be mounted at /app/conf.
WORKDIR /app
# Loopback inside a container is nobody: what is published decides. Management stays on loopback.
ENV HTTP_HOST=0.0.0.0
EXPOSE 8080
# The image has no HTTP client but Bash.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_PORT:-9090} && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "laurel.jar"]
