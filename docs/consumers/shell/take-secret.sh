#!/bin/sh
# Takes the current version of a secret into a file, where that is another one than at the last run, and then runs a command.
# One look per run: let a timer repeat it. No value is ever part of a command line, where other users of the machine see it.
#
#   KEY_VAULT_URL=https://patrol-contoso.vault.azure.net SECRET_NAME=ci-1a2b3c4d TOKEN_FILE=/run/billing/token \
#     take-secret.sh systemctl reload billing
#
# AZURE_CLIENT_ID chooses among several identities of the machine. RETRIES (5) is how often curl repeats a call that fails in
# passing; it waits 1, 2, 4 ... seconds in between, or what Retry-After says.
set -eu
umask 077

: "${KEY_VAULT_URL:?is not set: the URL of the vault}"
: "${SECRET_NAME:?is not set: the name of the secret}"
: "${TOKEN_FILE:?is not set: the file that gets the value}"
vault=https%3A%2F%2Fvault.azure.net
new=$TOKEN_FILE.$$
trap 'rm -f "$new"' EXIT

# The request's secret header comes from standard input. printf is the shell's own: it is no process that could be seen.
get() {
    curl --silent --show-error --fail --max-time 10 --retry "${RETRIES:-5}" --retry-connrefused --header @- "$@"
}

# From the endpoint of App Service and Container Apps where there is one, or else from that of a virtual machine.
sign_in() {
    client=${AZURE_CLIENT_ID:+&client_id=$AZURE_CLIENT_ID}
    if [ -n "${IDENTITY_ENDPOINT:-}" ]; then
        printf 'X-IDENTITY-HEADER: %s\n' "$IDENTITY_HEADER" |
            get "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=$vault$client"
    else
        machine=${AZURE_POD_IDENTITY_AUTHORITY_HOST:-http://169.254.169.254}
        printf 'Metadata: true\n' |
            get --noproxy '*' "$machine/metadata/identity/oauth2/token?api-version=2018-02-01&resource=$vault$client"
    fi
}

signed_in=$(sign_in)
bearer=$(printf '%s' "$signed_in" | jq -er .access_token)
secret=$(printf 'Authorization: Bearer %s\n' "$bearer" | get "${KEY_VAULT_URL%/}/secrets/$SECRET_NAME?api-version=7.4")
version=$(printf '%s' "$secret" | jq -er '.id | split("/") | last')

if [ -s "$TOKEN_FILE" ] && [ "$version" = "$(cat "$TOKEN_FILE.version" 2>/dev/null)" ]; then
    exit 0
fi
printf '%s' "$secret" | jq -ejr .value >"$new"
mv "$new" "$TOKEN_FILE"
"$@"
# Only now: what failed on the way is done again by the next run.
printf '%s\n' "$version" >"$TOKEN_FILE.version"
