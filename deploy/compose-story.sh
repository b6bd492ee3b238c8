#!/bin/sh
# Brings docker-compose.yml up, waits until the story has come to its end, prints what became of each token, and takes it all
# down again. With an argument, one of the profiles too: "observability", where Prometheus has to have found every service and
# all of the alert rules, or "scale". COMPOSE is the command, "docker compose" where nothing else is said. Exit code 1: it did
# not come to its end; what is missing is printed, and everything is left running to be looked at. Exit code 4: a tool is
# missing.
set -eu

compose=${COMPOSE:-docker compose}
limit=${LIMIT:-300}
profile=${1:-}
story=http://127.0.0.1:8090/api/story
cd "$(dirname -- "$0")/.."

case $profile in
    '') ;;
    observability) export COMPOSE_PROFILES=observability ;;
    scale)
        set -a
        . deploy/compose/scale.env
        set +a
        ;;
    *)
        echo "compose-story.sh: there is no profile $profile, but observability and scale." >&2
        exit 2
        ;;
esac

# until_said WHAT FAILURE COMMAND...: until the command's output has WHAT, and no longer than the limit.
waited=0
until_said() {
    wanted=$1
    failure=$2
    shift 2
    until "$@" 2>/dev/null | grep -q "$wanted"; do
        [ "$waited" -lt "$limit" ] || {
            echo "$failure within $limit seconds:" >&2
            "$@" >&2 || echo "nobody answers" >&2
            exit 1
        }
        sleep 2
        waited=$((waited + 2))
    done
}

ask_prometheus() {
    curl -sfG http://127.0.0.1:9090/api/v1/query --data-urlencode "query=$1"
}

for tool in "${compose%% *}" curl; do
    command -v "$tool" >/dev/null || {
        echo "compose-story.sh: $tool is missing. Install it; COMPOSE says what is here instead of \"docker compose\"." >&2
        exit 4
    }
done
# shellcheck disable=SC2086 # The command may be of two words.
$compose up -d
until_said '"ended":true' "The story has not ended" curl -sf "$story"
if [ "$profile" = observability ]; then
    until_said '"4"' "Prometheus has not found the services" \
        ask_prometheus 'count(count by (job) (up{job=~"patrol-.+"} == 1))'
    until_said PatrolTokenExpiresSoon "Prometheus has no alert rules" curl -sf http://127.0.0.1:9090/api/v1/rules
    until_said '"uid":"patrol"' "Grafana has no dashboard" curl -sf http://127.0.0.1:3000/api/search
fi
curl -sf "$story/table"
# shellcheck disable=SC2086
$compose down -v
