#!/usr/bin/env bash
# `make run` and `make test` on a clone of HEAD, on this machine as if nothing had been installed by hand.
#
# Everything happens in a layer over the root file system, in a namespace of its own: packages are removed and installed
# there, and the machine itself stays as it is. The layer has an empty home, an empty /usr/local and an environment of
# nothing but how to reach the network.
set -euo pipefail
cd "$(dirname "$0")/.."

HIDDEN=('postgresql*' 'openjdk*' 'chromium*' 'fonts-noto-cjk*' 'nodejs*' npm 'gettext*' python3-venv python3.11-venv python3-pip)
PORT=18080

outside() {
    work=$(mktemp -d --suffix=.baobei-fresh)
    trap 'rm -rf "$work"' EXIT
    git clone -q . "$work/clone"
    unshare --mount --propagation private --pid --fork --mount-proc "$PWD/scripts/fresh.sh" layer "$work"
}

# Lays the layer and goes into it.
layer() {
    local work=$1 root=$1/layer/root
    mkdir "$work/layer"
    mount -t tmpfs -o size=80% layer "$work/layer"
    mkdir "$work/layer/"{upper,scratch,root}
    mount -t overlay -o "lowerdir=/,upperdir=$work/layer/upper,workdir=$work/layer/scratch" overlay "$root"
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    local empty
    for empty in root usr/local tmp run; do mount -t tmpfs "$empty" "$root/$empty"; done
    cp -r "$work/clone" "$root/root/baobei"
    local network
    mapfile -t network < <(env | grep -iE '^([a-z]+_proxy|[a-z_]*(ca_bundle|cert_file|cert_dir|_cert|_cainfo|_ca_certs))=')
    chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
        "${network[@]}" /root/baobei/scripts/fresh.sh inside
}

inside() {
    chmod 1777 /tmp
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    local packages program
    mapfile -t packages < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${HIDDEN[@]}" 2>/dev/null | sed -n 's/^ii *//p')
    [ ${#packages[@]} -eq 0 ] || apt-get purge -y -qq --auto-remove "${packages[@]}" >/tmp/purge.log 2>&1 || fail purge
    for program in uv node npm msgfmt psql initdb java chromium; do
        ! command -v "$program" || fail purge "$program is still there"
    done
    ! python3 -c 'import ensurepip' 2>/dev/null || fail purge "ensurepip is still there"

    local started=$SECONDS served tested
    PORT=$PORT setsid make run </dev/null >/tmp/run.log 2>&1 &
    local server=$!
    until answers; do
        kill -0 "$server" 2>/dev/null || fail run "make run ended"
        [ $((SECONDS - started)) -lt 600 ] || fail run "no sign-in page after ten minutes"
        sleep 1
    done
    served=$((SECONDS - started))
    kill -- "-$server"
    wait "$server" || true

    started=$SECONDS
    make test </dev/null >/tmp/test.log 2>&1 || fail test
    tested=$((SECONDS - started))
    echo "fresh: make run served its sign-in page after $served s, make test took $tested s:" \
        "$(grep -E '^=+ .*[0-9]+ passed' /tmp/test.log | tr -d '=' | xargs | sed 's/s [0-9]/s,&/')"
}

answers() {
    python3 - "http://127.0.0.1:$PORT" 2>/dev/null <<'PYTHON'
import sys
from urllib.request import urlopen

assert urlopen(f"{sys.argv[1]}/readyz", timeout=5).status == 200
assert b'name="username"' in urlopen(sys.argv[1], timeout=5).read()
PYTHON
}

fail() {
    tail -n 60 "/tmp/$1.log" >&2
    echo "fresh: failed at make $1${2:+: $2}" >&2
    exit 1
}

if [ "$(id -u)" -ne 0 ]; then
    exec sudo --preserve-env "$0" "$@"
fi
"${1:-outside}" "${@:2}"
