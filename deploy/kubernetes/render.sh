#!/bin/sh
# Writes what Kustomize makes of the overlays to rendered/, and of which files. The tests check what is there; without kubectl they
# see by the sums that it is of these files. Call it after each change here, or of the alert rules and the dashboard.
# Where something is wrong with one of them, or kubectl is missing (exit code 4), all that was rendered before stays as it is.
set -eu

cd "$(dirname -- "$0")"
command -v kubectl >/dev/null || {
    echo "render.sh: kubectl is missing: https://kubernetes.io/docs/tasks/tools/" >&2
    exit 4
}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# What the operators want is what Prometheus and Grafana are given elsewhere.
{
    cat <<'YAML'
# Made from deploy/monitoring/alerts.yml by render.sh.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: patrol
spec:
YAML
    sed -e '/^#/d' -e 's/^./  &/' ../monitoring/alerts.yml
} >components/monitoring/alerts.yaml
{
    cat <<'YAML'
# Made from deploy/monitoring/grafana/dashboards/patrol.json by render.sh.
apiVersion: v1
kind: ConfigMap
metadata:
  name: patrol-dashboard
  labels:
    grafana_dashboard: "1"
data:
  patrol.json: |
YAML
    sed 's/^./    &/' ../monitoring/grafana/dashboards/patrol.json
} >components/monitoring/dashboard.yaml

for overlay in local production; do
    kubectl kustomize "overlays/$overlay" >"$made/$overlay.yaml"
done
kubectl kustomize kafka >"$made/kafka.yaml"
for file in "$made"/*; do
    cat "$file" >"rendered/${file##*/}"
done
find base components kafka overlays rendered -type f -name '*.*' ! -name sha256sums.txt | LC_ALL=C sort | xargs sha256sum >rendered/sha256sums.txt
