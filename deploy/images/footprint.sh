#!/bin/sh
# Measures the images: how large they are, how long a service takes until it is ready, and what it holds of memory at rest,
# with Java's ahead-of-time cache and without. Prints a table for docs/footprint.md. Everything that the services need is
# started by docker-compose.yml and taken down again. No port has to be free, but nothing else should run on the machine
# meanwhile.
#
# ENGINE is docker where nothing else is said, COMPOSE "docker compose", PATROL_TAG the images' tag (latest), RUNS how often each
# is started (5: the median is told), REST how many seconds after that memory is looked at (30).
set -eu

engine=${ENGINE:-docker}
compose=${COMPOSE:-docker compose}
runs=${RUNS:-5}
rest=${REST:-30}
project=${PROJECT:-footprint}
export PATROL_TAG="${PATROL_TAG:-latest}"
base=docker.io/library/eclipse-temurin:25-jre
services="scanner rotator audit notifier"
cd "$(dirname -- "$0")/../.."

case $runs$rest in
    *[!0-9]* | '') wrong=yes ;;
    *) [ "$runs" -ge 1 ] && wrong=no || wrong=yes ;;
esac
[ "$wrong" = no ] || {
    echo "footprint.sh: RUNS is \"$runs\" and REST \"$rest\". They should be whole numbers, RUNS 1 or more." >&2
    exit 2
}
# COMPOSE may be of two words.
for tool in "$engine" "${compose%% *}"; do
    command -v "$tool" >/dev/null || {
        echo "footprint.sh: $tool is missing. Install it, or say with ENGINE and COMPOSE what is here instead." >&2
        exit 4
    }
done
for name in $services simulator cli; do
    "$engine" image inspect "patrol/$name:$PATROL_TAG" >/dev/null 2>&1 || {
        echo "footprint.sh: there is no image patrol/$name:$PATROL_TAG. Build it first: deploy/images/build.sh" >&2
        exit 4
    }
done
work=$(mktemp -d)

finish() {
    # shellcheck disable=SC2086 # The command may be of two words.
    $compose -p "$project" -f "$work/compose.yml" down -v >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Nobody outside asks for anything.
sed '/^    ports:/d' docker-compose.yml >"$work/compose.yml"
{
    echo "services:"
    for name in $services azure; do
        printf '  %s:\n    environment:\n      JAVA_TOOL_OPTIONS: -XX:AOTMode=off\n' "$name"
    done
} >"$work/without.yml"

composed() {
    # shellcheck disable=SC2086
    $compose -p "$project" -f "$work/compose.yml" "$@" >"$work/compose.log" 2>&1 || {
        cat "$work/compose.log" >&2
        exit 1
    }
}

container() {
    "$engine" ps -a -q --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" |
        head -n 1
}

# ready NAME PORT PATH: waits, within the container, and prints how old its process is then, and how much processor time it has
# taken, in milliseconds. The latter says more where a machine has other things to do.
ready() {
    ticks=$("$engine" exec "$(container "$1")" sh -c '
        tries=0
        until curl -sf -o /dev/null "http://127.0.0.1:$1$2"; do
            tries=$((tries + 1))
            [ "$tries" -lt 6000 ] || exit 1
            sleep 0.02
        done
        read -r up rest </proc/uptime
        read -r stat </proc/1/stat
        set -- ${stat##*)}
        echo "$up ${20} ${12} ${13}"' sh "$2" "$3") || {
        echo "footprint.sh: $1 is not ready; see \"$engine logs $(container "$1")\"" >&2
        exit 1
    }
    echo "$ticks" | awk '{ printf "%d %d\n", ($1 - $2 / 100) * 1000, ($3 + $4) * 10 }'
}

# Kibibytes of the process, and bytes of the container, page cache included.
memory() {
    "$engine" exec "$(container "$1")" sh -c '
        while read -r name value unit; do [ "$name" = VmRSS: ] && echo "$value"; done </proc/1/status
        cat /sys/fs/cgroup/memory.current 2>/dev/null || cat /sys/fs/cgroup/memory/memory.usage_in_bytes'
}

# median FILE COLUMN
median() {
    awk -v column="$2" '{ print $column }' "$1" | sort -n |
        awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# measure NAME PORT PATH MODE
measure() {
    : >"$work/$1.$4.ready"
    for _ in $(seq "$runs"); do
        "$engine" stop -t 30 "$(container "$1")" >/dev/null
        "$engine" start "$(container "$1")" >/dev/null
        ready "$1" "$2" "$3" >>"$work/$1.$4.ready"
    done
    sleep "$rest"
    memory "$1" >"$work/$1.$4.memory"
    "$engine" stop -t 30 "$(container "$1")" >/dev/null
}

signed_in() {
    [ "$("$engine" inspect --format '{{.State.Status}} {{.State.ExitCode}}' "$(container sign-in)")" = "exited 0" ]
}

echo "Starting what is around the services" >&2
composed up -d kafka mail topics azure sign-in
tries=0
until signed_in; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || {
        echo "footprint.sh: nobody could sign in within five minutes; see \"$engine logs $(container sign-in)\"" >&2
        exit 1
    }
    sleep 1
done

for mode in with without; do
    if [ "$mode" = without ]; then
        # shellcheck disable=SC2086
        composed -f "$work/without.yml" up -d --no-deps --force-recreate $services
    else
        # shellcheck disable=SC2086
        composed up -d --no-deps $services
    fi
    for name in $services; do
        ready "$name" 8080 /q/health/ready >/dev/null
    done
    for name in $services; do
        "$engine" stop -t 30 "$(container "$name")" >/dev/null
    done
    for name in $services; do
        echo "Measuring $name $mode the ahead-of-time cache" >&2
        measure "$name" 8080 /q/health/ready "$mode"
    done
done
echo "Measuring the simulator" >&2
measure azure 8090 /api/story with
composed -f "$work/without.yml" up -d --no-deps --force-recreate azure
measure azure 8090 /api/story without

# help MODE: how many milliseconds "patrol --help" takes, within its container, and of the processor.
help() {
    "$engine" run --rm --read-only --tmpfs /tmp:exec --entrypoint sh "patrol/cli:$PATROL_TAG" -c '
        begun=$(date +%s%N)
        java -XX:AOTCache=/opt/patrol/start.aot "-XX:AOTMode=$1" @/opt/patrol/jvm.options -jar /opt/patrol/patrol-cli.jar --help >/dev/null
        taken=$((($(date +%s%N) - begun) / 1000000))
        read -r stat </proc/1/stat
        set -- ${stat##*)}
        echo "$taken $(((${14} + ${15}) * 10))"' sh "$1"
}

echo "Measuring the command line" >&2
for _ in $(seq "$runs"); do
    help auto >>"$work/cli.with.ready"
    help off >>"$work/cli.without.ready"
done

size() {
    "$engine" image inspect --format '{{.Size}}' "$1"
}

# spent NAME COLUMN: with the cache, without it, and how many times that is.
spent() {
    awk -v with="$(median "$work/$1.with.ready" "$2")" -v without="$(median "$work/$1.without.ready" "$2")" \
        'BEGIN { printf "%.2f s | %.2f s (%.1f times)", with / 1000, without / 1000, without / with }'
}

echo "| image | size | of it beside the base image | ready after | without the cache | processor time for it | without the cache | memory of the process | without the cache | of the container |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for name in $services azure cli; do
    image=$name
    [ "$name" != azure ] || image=simulator
    sizes=$(awk -v all="$(size "patrol/$image:$PATROL_TAG")" -v base="$(size "$base")" \
        'BEGIN { printf "%d MB | %d MB", all / 1e6, (all - base) / 1e6 }')
    held="| | "
    if [ "$name" != cli ]; then
        held=$(cat "$work/$name.with.memory" "$work/$name.without.memory" | tr '\n' ' ' |
            awk '{ printf "%d MB | %d MB | %d MB", $1 * 1024 / 1e6, $3 * 1024 / 1e6, $2 / 1e6 }')
    fi
    echo "| \`patrol/$image\` | $sizes | $(spent "$name" 1) | $(spent "$name" 2) | $held |"
done
