#!/bin/sh
# Checks Prometheus' settings and the alert rules, tries the rules on the recorded series of tests/, and has every query of the
# dashboards find something in them. PROMTOOL is promtool where nothing else is said. Exit code 4: a tool is missing.
set -eu

promtool=${PROMTOOL:-promtool}
cd "$(dirname -- "$0")"

for tool in "$promtool" jq; do
    command -v "$tool" >/dev/null || {
        echo "test.sh: $tool is missing. promtool comes with Prometheus (Debian: apt-get install prometheus), jq is jq." >&2
        exit 4
    }
done

"$promtool" check config prometheus.yml
for test in tests/*.yml; do
    "$promtool" test rules "$test"
done
