#!/bin/sh
# Brings docker-compose.yml up, waits until the story has come to its end, prints what became of each token, and takes it all
# down again. COMPOSE is the command, "docker compose" where nothing else is said. Exit code 1: it did not come to its end; what
# is missing is printed, and everything is left running to be looked at.
set -eu

compose=${COMPOSE:-docker compose}
limit=${LIMIT:-300}
story=http://127.0.0.1:8090/api/story
cd "$(dirname -- "$0")/.."

# shellcheck disable=SC2086 # The command may be of two words.
$compose up -d

waited=0
until curl -sf "$story" 2>/dev/null | grep -q '"ended":true'; do
    [ "$waited" -lt "$limit" ] || {
        echo "The story has not ended within $limit seconds:" >&2
        curl -s "$story" >&2 || echo "nobody answers at $story" >&2
        exit 1
    }
    sleep 2
    waited=$((waited + 2))
done
curl -sf "$story/table"
# shellcheck disable=SC2086
$compose down -v
