#!/bin/sh
# Writes the alert rules and the dashboard as what the operators of a cluster take: resources of the component "monitoring" in
# deploy/kubernetes, whose render.sh calls it.
set -eu

cd "$(dirname -- "$0")"
to=../kubernetes/components/monitoring

{
    cat <<'YAML'
# Made from deploy/monitoring/alerts.yml by resources.sh beside it.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: patrol
spec:
YAML
    sed -e '/^#/d' -e 's/^./  &/' alerts.yml
} >"$to/alerts.yaml"
{
    cat <<'YAML'
# Made from deploy/monitoring/grafana/dashboards/patrol.json by resources.sh.
apiVersion: v1
kind: ConfigMap
metadata:
  name: patrol-dashboard
  labels:
    grafana_dashboard: "1"
data:
  patrol.json: |
YAML
    sed 's/^./    &/' grafana/dashboards/patrol.json
} >"$to/dashboard.yaml"
