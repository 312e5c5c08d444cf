#!/bin/sh
# Asks for known holes in what we build on: pip-audit for the lock files, npm audit for the web.
# Ends with 1 when there is one. Where no advisory service can be reached it says so, and ends with 0.
set -eu

cd "$(dirname "$0")/../.."
tools=${LOUPAN_TOOLS:-.local/tools}/audit
pip_audit=2.10.1
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
found=0

say() { printf '%-10s | %s\n' audit "$*"; }

# An answer, good or bad, is printed; anything else is no answer.
audit() {
    subject=$1 proof=$2
    shift 2
    say "$subject"
    if "$@" >"$answer" 2>&1; then code=0; else code=1; fi
    if grep -q "$proof" "$answer"; then
        cat "$answer"
        [ "$code" -eq 0 ] || found=1
    else
        say "no advisory service answered; nothing is known of $subject"
    fi
}

in_web() { (cd web && "$@"); }

if [ ! -x "$tools/bin/pip-audit" ]; then
    .venv/bin/python -m venv "$tools"
    "$tools/bin/python" -m pip install -q --disable-pip-version-check "pip-audit==$pip_audit" \
        2>/dev/null || say "pip-audit could not be fetched"
fi
for lock in requirements.lock deploy/requirements.lock; do
    audit "$lock" "No known vulnerabilities found\|known vulnerabilit" "$tools/bin/pip-audit" \
        --disable-pip --require-hashes --vulnerability-service osv --timeout 10 -r "$lock"
done
audit web/package-lock.json "found [0-9]* vulnerabilit\|# npm audit report" in_web npm audit --audit-level=moderate
exit "$found"
