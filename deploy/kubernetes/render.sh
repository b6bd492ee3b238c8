#!/bin/sh
# Writes what Kustomize makes of the overlays to rendered/, and of which files. The tests check what is there; without kubectl they
# see by the sums that it is of these files. Call it after each change here.
set -eu

"$(dirname -- "$0")/../monitoring/resources.sh"
cd "$(dirname -- "$0")"
for overlay in local production; do
    kubectl kustomize "overlays/$overlay" >"rendered/$overlay.yaml"
done
kubectl kustomize kafka >rendered/kafka.yaml
find base components kafka overlays rendered -type f -name '*.*' ! -name sha256sums.txt | LC_ALL=C sort | xargs sha256sum >rendered/sha256sums.txt
