#!/bin/sh
# Writes what Kustomize makes of the overlays to rendered/, and of which files. The tests check what is there; without kubectl they
# see by the sums that it is of these files. Call it after each change here. Where something is wrong with one of them, or kubectl
# is missing (exit code 4), all that was rendered before stays as it is.
set -eu

command -v kubectl >/dev/null || {
    echo "render.sh: kubectl is missing: https://kubernetes.io/docs/tasks/tools/" >&2
    exit 4
}
"$(dirname -- "$0")/../monitoring/resources.sh"
cd "$(dirname -- "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

for overlay in local production; do
    kubectl kustomize "overlays/$overlay" >"$made/$overlay.yaml"
done
kubectl kustomize kafka >"$made/kafka.yaml"
for file in "$made"/*; do
    cat "$file" >"rendered/${file##*/}"
done
find base components kafka overlays rendered -type f -name '*.*' ! -name sha256sums.txt | LC_ALL=C sort | xargs sha256sum >rendered/sha256sums.txt
