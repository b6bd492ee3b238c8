#!/bin/sh
# Grants each role of Patrol the rights that rights.tsv has for it, and no more. Granting them again changes nothing. It takes
# nothing away: kafka-acls.sh --list shows what is there.
#
# KAFKA_BOOTSTRAP_SERVERS  the brokers
# KAFKA_COMMAND_CONFIG     properties file with which an administrator logs in; none where the brokers want no login
# KAFKA_ACLS               Kafka's tool, where it is not kafka-acls.sh on the path; "echo" only shows the calls
# SCANNER, ROTATOR, AUDIT, NOTIFIER
#                          principals of the services: User:scanner, ... where nothing else is said
# INCIDENT_TOOLING, DEPENDENTS, SIEM, OPERATORS, AUTOSCALER
#                          principals of others, separated by semicolons; none where nothing is said
set -eu

tool=${KAFKA_ACLS:-kafka-acls.sh}
table=$(dirname "$0")/rights.tsv
: "${KAFKA_BOOTSTRAP_SERVERS:?is not set. It should be one or more brokers as host:port, separated by commas.}"

# Lines of one resource, pattern and set of operations are one call, since each call takes a second or two.
calls_of() {
    awk -F '\t' -v role="$1" '
        $1 == role { key = $2 "\t" $3 "\t" $5; names[key] = names[key] " " $4 }
        END { for (key in names) print key "\t" names[key] }' "$table" | sort
}

grant() {
    role=$1
    principal=$2
    calls_of "$role" | while IFS='	' read -r resource pattern operations names; do
        set -- --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS"
        if [ -n "${KAFKA_COMMAND_CONFIG:-}" ]; then
            set -- "$@" --command-config "$KAFKA_COMMAND_CONFIG"
        fi
        set -- "$@" --add --force --allow-principal "$principal" --resource-pattern-type "$pattern"
        for operation in $(echo "$operations" | tr ',' ' '); do
            set -- "$@" --operation "$operation"
        done
        for name in $names; do
            set -- "$@" "--$resource" "$name"
        done
        # The tool would read the lines that are still to come.
        "$tool" "$@" </dev/null
    done
}

grant_all() {
    role=$1
    rest=$2
    while [ -n "$rest" ]; do
        principal=${rest%%;*}
        case $rest in
            *";"*) rest=${rest#*;} ;;
            *) rest= ;;
        esac
        if [ -n "$principal" ]; then
            grant "$role" "$principal"
        fi
    done
}

grant_all scanner "${SCANNER:-User:scanner}"
grant_all rotator "${ROTATOR:-User:rotator}"
grant_all audit "${AUDIT:-User:audit}"
grant_all notifier "${NOTIFIER:-User:notifier}"
grant_all incident-tooling "${INCIDENT_TOOLING:-}"
grant_all dependents "${DEPENDENTS:-}"
grant_all siem "${SIEM:-}"
grant_all operators "${OPERATORS:-}"
grant_all autoscaler "${AUTOSCALER:-}"
