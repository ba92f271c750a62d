#!/usr/bin/env bash
# A demo company on this machine, made at the first call and served as in production; PORT=8000 unless said otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8000}
export BAOBEI_DEMO=1 BAOBEI_DATA=${BAOBEI_DATA:-data} BAOBEI_URL=${BAOBEI_URL:-http://127.0.0.1:$port}
logins=$BAOBEI_DATA/logins.txt
if [ ! -e "$logins" ]; then
    mkdir -p "$BAOBEI_DATA"
    .venv/bin/baobei demo >"$logins.new"
    mv "$logins.new" "$logins"
fi
cat "$logins"
exec .venv/bin/baobei serve --port "$port"
