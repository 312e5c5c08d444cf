#!/bin/sh
# Makes .venv from requirements.lock with Python 3.11. Does nothing when that was done already.
set -eu

cd "$(dirname "$0")/../.."
stamp=.venv/.made-from
tools=${LOUPAN_TOOLS:-.local/tools}
uv_version=0.13.9

say() { printf '%-10s | %s\n' setup "$*"; }
fail() { say "problem: $*" >&2; exit 1; }
is_root() { [ "$(id -u)" -eq 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }
is_311() { "$1" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }
# Debian splits venv and ensurepip off; without them no environment can be made.
makes_environments() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

wanted() { sha256sum requirements.lock | cut -d ' ' -f 1; }
is_made() { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ] && is_311 .venv/bin/python; }

apt() {
    say "installing $* with apt-get; this happens once"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3 /usr/bin/python3.11 .local/python/*/bin/python3.11; do
        if has "$candidate" && is_311 "$candidate"; then
            python=$(command -v "$candidate")
            return 0
        fi
    done
    return 1
}

# uv brings a Python 3.11 of its own where the system has none.
fetch_python() {
    has python3 || { is_root && apt python3 python3-venv; } ||
        fail "Python is missing; run: sudo apt-get install -y python3 python3-venv"
    if ! has uv; then
        makes_environments python3 || { is_root && apt python3-venv; } ||
            fail "Python cannot make environments; run: sudo apt-get install -y python3-venv"
        say "fetching uv $uv_version, to fetch Python 3.11"
        python3 -m venv "$tools"
        "$tools/bin/python" -m pip install -q --disable-pip-version-check "uv==$uv_version"
        PATH="$PWD/$tools/bin:$PATH"
    fi
    UV_PYTHON_INSTALL_DIR="$PWD/.local/python" uv python install 3.11 ||
        fail "Python 3.11 could not be fetched; install it and run this again"
}

prepare_python() {
    find_python || { is_root && has apt-get && apt python3.11 python3.11-venv && find_python; } ||
        { fetch_python && find_python; } ||
        fail "Python 3.11 is missing; install it and run this again"
    makes_environments "$python" && return
    is_root && has apt-get && apt python3.11-venv
    makes_environments "$python" ||
        fail "$python cannot make environments; run: sudo apt-get install -y python3.11-venv"
}

install_packages() {
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --require-hashes -r requirements.lock
}

make_environment() {
    if [ -e .venv ] && ! is_311 .venv/bin/python; then
        say "the environment in .venv is unusable; making it anew"
        rm -rf .venv || fail ".venv belongs to somebody else; remove it, or use a clone of your own"
    fi
    if [ -e .venv ] && [ ! -w .venv ]; then
        fail ".venv belongs to somebody else and is not up to date; use a clone of your own"
    fi
    [ -x .venv/bin/pip ] || "$python" -m venv --clear .venv
    say "installing the packages of requirements.lock, which takes about a minute"
    rm -f .venv/.failed
    { install_packages 2>&1 || touch .venv/.failed; } | tee .venv/install.log |
        sed -n 's/^Collecting \([^ ]*\).*/           | \1/p'
    if [ -e .venv/.failed ]; then
        grep -E '^ERROR|rror:' .venv/install.log | tail -n 5 >&2
        fail "the packages could not be installed; .venv/install.log says why"
    fi
    wanted >"$stamp"
}

has sha256sum && has sed || fail "the usual Linux programs are missing (coreutils, sed)"
exec 9<pyproject.toml
has flock && flock 9 # one set-up at a time
is_made || { prepare_python && make_environment && say "the environment is ready"; }
