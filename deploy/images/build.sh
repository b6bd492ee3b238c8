#!/bin/sh
# Builds every image from what "mvn -DskipTests -Pimages package" has made. ENGINE is docker where nothing else is said (podman will do), TAG is
# the images' tag. What they are labelled with can be said too: VERSION, REVISION, CREATED (as 2026-11-26T12:00:00Z), and
# SOURCE, where the code is to be found. Exit code 4: something is missing.
set -eu

engine=${ENGINE:-docker}
tag=${TAG:-latest}
cd "$(dirname -- "$0")/../.."

command -v "$engine" >/dev/null || {
    echo "build.sh: $engine is missing. Install it, or say with ENGINE what builds images here (podman will do)." >&2
    exit 4
}

version=${VERSION:-$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)}
revision=${REVISION:-$(git rev-parse HEAD 2>/dev/null || echo unknown)}
# The commit's time, so that the same commit is labelled the same whenever it is built.
created=${CREATED:-$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)}

built() {
    [ -e "$1" ] || {
        echo "build.sh: $1 is missing. Build it first: mvn -DskipTests -Pimages package" >&2
        exit 4
    }
}

# image NAME TARGET [OPTIONS...]
image() {
    name=$1
    target=$2
    shift 2
    [ -z "${SOURCE:-}" ] || set -- "$@" --label "org.opencontainers.image.source=$SOURCE"
    "$engine" build -q -f deploy/images/Dockerfile --target "$target" "$@" \
        --label "org.opencontainers.image.title=patrol/$name" \
        --label "org.opencontainers.image.vendor=Patrol" \
        --label "org.opencontainers.image.licenses=Apache-2.0" \
        --label "org.opencontainers.image.version=$version" \
        --label "org.opencontainers.image.revision=$revision" \
        --label "org.opencontainers.image.created=$created" \
        -t "patrol/$name:$tag" .
}

# What the profile makes has one class path, as Java's cache wants it; the usual layout has class loaders of its own, and can be
# newer than the list of parts that the profile made before.
made_for_images() {
    loaded=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" --dry-run -Xlog:class+load -jar "$1")
    case $loaded in
        *io.quarkus.bootstrap.runner.QuarkusEntryPoint*)
            echo "build.sh: $1 was built without the profile for images. Build it anew: mvn -DskipTests -Pimages package" >&2
            exit 4
            ;;
    esac
}

# service MODULE NAME [COMMAND PORT]
service() {
    built "$1/target/quarkus-app/quarkus-run.jar"
    built "$1/target/sbom.json"
    made_for_images "$1/target/quarkus-app/quarkus-run.jar"
    image "$2" service --build-arg "MODULE=$1" --build-arg "TRAINING=${3:-}" --build-arg "PORT=${4:-8080}"
}

service scanner-service scanner
service rotator-service rotator
service audit-service audit
service notifier-service notifier
service local-stack simulator around 8090
built patrol-cli/target/patrol-cli.jar
built patrol-cli/target/sbom.json
image cli cli
