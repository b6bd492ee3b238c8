#!/bin/sh
# Takes the pictures of mails anew: of what "./patrol mail preview" writes, as wide as a screen and as a phone.
# Needs chromium (or what CHROMIUM names) and fonts such as fonts-liberation. Look at each before keeping it.
set -eu

images=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
preview=$(mktemp -d)
trap 'rm -rf "$preview"' EXIT
"$images/../../patrol" mail preview --out "$preview" >/dev/null

# Name, width, height.
take() {
    "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$preview/profile" \
        --window-size="$2,$3" --screenshot="$images/mail-$1-$2.png" "file://$preview/$1.html" 2>/dev/null
    echo "$images/mail-$1-$2.png"
}

take token-expiring-due 1200 700
take token-expiring-due 400 800
take rotation-failed 1200 960
take rotation-failed 400 1080
take token-compromised 1200 1180
take token-compromised 400 1360
take digest 1200 1250
take digest 400 1250
take storm-of-revocations 1200 1000
take storm-of-revocations 400 1150
take audit-report 1200 1500
take audit-report 400 1500
