#!/usr/bin/env bash
# Prints golden vectors from the Go runtime that is installed, by compiling
# our printer into package runtime's tests with an overlay.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/overlay.sh"

usage() {
  cat <<'TEXT'
usage: print-vectors.sh [--go GO] [--seed N] [--scale K] [--out DIR]
  --go GO     the go command to use (default: go on PATH)
  --seed N    seed of the random sequences, 0 to 2^63-1 (default 1)
  --scale K   length: K times as many sequences (default 1)
  --out DIR   where COMPONENT.jsonl.gz go (default validation/vectors/<go version>)
TEXT
}

go_command=go seed=1 scale=1 out=
while [ $# -gt 0 ]; do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --go | --seed | --scale | --out)
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
    --go) go_command=$2 ;;
    --seed) seed=$2 ;;
    --scale) scale=$2 ;;
    --out) out=$2 ;;
    esac
    shift 2
    ;;
  *) fail "unknown argument '$1' (see --help)" ;;
  esac
done
[[ $seed =~ ^[0-9]{1,18}$ ]] || fail "--seed takes a number of at most 18 digits, not '$seed'"
[[ $scale =~ ^[1-9][0-9]{0,3}$ ]] || fail "--scale takes a number from 1 to 9999, not '$scale'"

find_go "$go_command"
[ -n "$out" ] || out="$(dirname "${BASH_SOURCE[0]}")/../vectors/$GOVERSION_NAME"
mkdir -p "$out"
out=$(cd "$out" && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/vectors"
write_overlay "$work"
export HEAPGOAL_OUT="$work/vectors" HEAPGOAL_SEED="$seed" HEAPGOAL_SCALE="$scale"
if ! "$GO" test -vet=off -count=1 -timeout 60m -overlay "$work/overlay.json" \
  -run '^TestPrintHeapgoalVectors$' runtime >"$work/log" 2>&1; then
  cat "$work/log" >&2
  fail "$GOVERSION_NAME could not print the vectors (its output is above)"
fi
for file in "$work"/vectors/*.jsonl; do
  [ -s "$file" ] || fail "the printer wrote nothing"
  gzip -n -9 "$file"
done
mv -f "$work"/vectors/*.jsonl.gz "$out/"
printf '%s: vectors of %s, seed %s, scale %s in %s\n' "${0##*/}" "$GOVERSION_NAME" "$seed" "$scale" "$out"
