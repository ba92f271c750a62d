#!/usr/bin/env bash
# Installs from the lock into .venv: `install.sh run` the product, `install.sh test` what its tests need as well.
# Debian's packages are fetched only where something is missing; nothing is done twice.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?run or test}

say() { printf '%s\n' "$*" >&2; }

# Takes Debian packages; stops with one line where they can't be installed.
need() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            say "Missing Debian packages: $*. Install them as root: apt-get install $*"
            exit 1
        fi
        as_root=(sudo)
    fi
    say "Installing from Debian: $*"
    # An old list of packages names files that are gone.
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python() {
    local name
    for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13; do
        if command -v "$name" >/dev/null && fits "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

runs() { [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }

lacking=()
# Debian's python3 comes without what makes an environment.
runs || python >/dev/null || lacking+=(python3-venv)
if [ "$what" = test ]; then
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [ -n "${BAOBEI_TEST_DATABASE_URL:-}" ] || lacking+=(postgresql)
    command -v java >/dev/null || lacking+=(openjdk-17-jre-headless)
    command -v chromium >/dev/null || lacking+=(chromium)
    [ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || lacking+=(fonts-noto-cjk)
fi
[ ${#lacking[@]} -eq 0 ] || need "${lacking[@]}"

if ! runs; then
    python >/dev/null || { say "baobei needs Python 3.11 or newer; name it with PYTHON=/path/to/python3."; exit 1; }
    rm -rf .venv
    "$(python)" -m venv .venv
fi

locks=(requirements/run.txt)
[ "$what" = run ] || locks+=(requirements/test.txt)
digest=$(cat "${locks[@]}" pyproject.toml | sha256sum)
stamp=.venv/installed-$what
if [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ]; then
    if [ ! -x .venv/bin/uv ]; then
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/installer.txt
    fi
    export UV_COMPILE_BYTECODE=1 UV_LINK_MODE=${UV_LINK_MODE:-copy}
    requirements=()
    for lock in "${locks[@]}"; do requirements+=(-r "$lock"); done
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes "${requirements[@]}"
    .venv/bin/uv pip install -q --python .venv/bin/python --no-deps --editable .
    echo "$digest" >"$stamp"
fi
