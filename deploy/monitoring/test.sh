#!/bin/sh
# Checks Prometheus' settings and the alert rules, tries the rules on the recorded series of tests/, and has every query of the
# dashboard find something in what was recorded. PROMTOOL is promtool where nothing else is said. Exit code 4: a tool is missing.
set -eu

promtool=${PROMTOOL:-promtool}
cd "$(dirname -- "$0")"

for tool in "$promtool" jq; do
    command -v "$tool" >/dev/null || {
        echo "test.sh: $tool is missing. promtool comes with Prometheus (Debian: apt-get install prometheus), jq is jq." >&2
        exit 4
    }
done

# Each query of the dashboard as a rule, and an alert where it finds nothing: tests/recorded.yml wants none.
mkdir -p target
jq '{groups: [{name: "dashboard", rules: [
        .panels[] | select(.targets) | .id as $panel | .title as $title | .targets[]
        | "dashboard:panel_\($panel)_\(.refId)" as $found
        | {record: $found, expr: (.expr | gsub("\\$organization"; ".+") | gsub("\\$__rate_interval"; "1m"))},
          {alert: "NothingFound", expr: "absent(\($found))", labels: {panel: $title, query: .refId}}
    ]}]}' grafana/dashboards/patrol.json >target/dashboard.yml
"$promtool" check rules target/dashboard.yml

"$promtool" check config prometheus.yml
for test in tests/*.yml; do
    "$promtool" test rules "$test"
done
