/** What Prometheus and Grafana are given, against the pages that describe it. promtool tries the rules: deploy/monitoring/test.sh. */
package dev.patrol.e2e.monitoring;
