#!/bin/sh
# Builds every image from what "mvn package" has made. ENGINE is docker where nothing else is said (podman will do), TAG is
# the images' tag.
set -eu

engine=${ENGINE:-docker}
tag=${TAG:-latest}
cd "$(dirname -- "$0")/../.."

built() {
    [ -e "$1" ] || {
        echo "build.sh: $1 is missing. Build it first: mvn -DskipTests package" >&2
        exit 4
    }
}

service() {
    built "$1/target/quarkus-app/quarkus-run.jar"
    "$engine" build -q -f deploy/images/Dockerfile --target service --build-arg "MODULE=$1" -t "patrol/$2:$tag" .
}

service scanner-service scanner
service rotator-service rotator
service audit-service audit
service notifier-service notifier
service local-stack simulator
built patrol-cli/target/patrol-cli.jar
"$engine" build -q -f deploy/images/Dockerfile --target cli -t "patrol/cli:$tag" .
