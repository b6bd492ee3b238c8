#!/bin/sh
# Runs a program as its image does, with nobody around it, and leaves /tmp/start.aot: what Java's ahead-of-time cache keeps of
# it. What serves is ended once it has answered; a command ends by itself, well or not. Used while an image is built.
#
#   train.sh JAR [COMMAND...]
set -eu

# Nobody listens there: what is around is found out to be away, which is a good part of what is loaded with it.
away=127.0.0.1:9
export KAFKA_BOOTSTRAP_SERVERS=$away
export AZURE_DEVOPS_ORG=training AZURE_DEVOPS_AUTH=entra-user
export AZURE_DEVOPS_TENANT_ID=00000000-0000-0000-0000-000000000000 AZURE_DEVOPS_CLIENT_ID=00000000-0000-0000-0000-000000000000
export AZURE_AUTHORITY_HOST=https://$away AZURE_DEVOPS_URL=http://$away AZURE_DEVOPS_AUDIT_URL=http://$away
export KEY_VAULT_URL=https://$away ALERT_EMAIL=training@example.org SMTP_HOST=127.0.0.1
export SIMULATOR_HOST=127.0.0.1 SIMULATOR_CERTIFICATE=/tmp/ca.pem

cache=/tmp/start.aot
jar=$1
shift
java "-XX:AOTCacheOutput=$cache" @/opt/patrol/jvm.options -jar "$jar" "$@" >/tmp/training.log 2>&1 &
program=$!

if [ -n "${PORT:-}" ]; then
    waited=0
    until curl -s -o /dev/null "http://127.0.0.1:$PORT/q/health/live"; do
        [ "$waited" -lt 120 ] && kill -0 "$program" || {
            echo "train.sh: $jar $* has ended, or did not answer at port $PORT within $waited s. The last it said:" >&2
            tail -n 30 /tmp/training.log >&2
            exit 1
        }
        sleep 1
        waited=$((waited + 1))
    done
    curl -s -o /dev/null "http://127.0.0.1:$PORT/q/health/ready" || true
    kill "$program"
fi
wait "$program" || true
[ -s "$cache" ] || {
    tail -n 30 /tmp/training.log >&2
    exit 1
}
