#!/usr/bin/env bash
# Measures what the Go runtime's parts cost on this machine and writes the
# values as YAML, for the classic mark and for Green Tea.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/harness/overlay.sh"

usage() {
  cat <<'TEXT'
usage: measure-costs.sh [--go GO] [--out DIR] [--part PART]
  --go GO      the go command, 1.26 (default: go on PATH)
  --out DIR    where classic.yaml and green-tea.yaml go (default: validation/costs)
  --part PART  only print one part: marks globals stacks sweep alloc pages sched threads stops
Takes about four minutes. Prints a table; each line is a cost of a machine profile.
TEXT
}

go_command=go out= part=
while [ $# -gt 0 ]; do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --go | --out | --part)
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
    --go) go_command=$2 ;;
    --out) out=$2 ;;
    --part) part=$2 ;;
    esac
    shift 2
    ;;
  *) fail "unknown argument '$1' (see --help)" ;;
  esac
done
find_go "$go_command"
case $GOVERSION_NAME in
go1.26*) ;;
*) fail "the measurements are written for Go 1.26, this is $GOVERSION_NAME" ;;
esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ -n "$out" ] || out=$here/costs
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
write_probe_overlay "$work"

machine=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1)
pages=$(sed -n 's/.*\[\(.*\)\].*/\1/p' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null || echo unknown)

# The runtime asks for the same (internal/runtime/gc/scan).
vector=true
for flag in avx512vl avx512bw avx512dq avx512vbmi avx512_bitalg gfni; do
  grep -qw "$flag" /proc/cpuinfo || vector=false
done

# measure MARK EXPERIMENT: builds the bench twice (with and without global data) and runs it.
measure() {
  local mark=$1 experiment=$2 name
  for name in bench globals; do
    local tags=
    [ "$name" = globals ] && tags=bigbss
    (cd "$here/costs/bench" && GOEXPERIMENT=$experiment "$GO" build -overlay "$work/overlay.json" -tags "$tags" -o "$work/$name-$mark" .) ||
      fail "$GOVERSION_NAME with GOEXPERIMENT='$experiment' does not build the measurements"
  done
  : >"$work/$mark.txt"
  local run=all
  [ -z "$part" ] || run=$part
  [ "$run" = globals ] || "$work/bench-$mark" "$run" >>"$work/$mark.txt"
  case $run in all | globals) "$work/globals-$mark" globals >>"$work/$mark.txt" ;; esac
}

# write_yaml MARK DESCRIPTION
write_yaml() {
  {
    printf '# Measured by validation/measure-costs.sh. value: the median; spread: half the range of the\n'
    printf '# middle 80 %% of the repeats, over the median. Units are those of the costs of a machine profile.\n'
    printf 'description: "%s"\n' "$2"
    printf 'greenTea: %s\n' "$([ "$1" = green-tea ] && echo true || echo false)"
    printf 'vectorScan: %s\n' "$vector"
    printf 'costs:\n'
    awk -F '\t' '$1 == "cost" { printf "  %s: {value: %s, spread: %s, source: \"%s (%d repeats)\"}\n", $2, $3, $4, $6, $5 }' "$work/$1.txt"
  } >"$work/$1.yaml"
  mv -f "$work/$1.yaml" "$out/$1.yaml"
}

measure classic nogreenteagc
measure green-tea ''
printf '%-20s %12s %7s %12s %7s\n' cost classic spread 'green tea' spread
awk -F '\t' '$1 == "cost" { if (FILENAME != first && first != "") { printf "%-20s %12s %7s %12s %7s\n", $2, v[$2], s[$2], $3, $4 } else { first = FILENAME; v[$2] = $3; s[$2] = $4 } }' \
  "$work/classic.txt" "$work/green-tea.txt"
[ -z "$part" ] || exit 0
where="$GOVERSION_NAME linux/amd64, $machine, $(nproc) CPUs, transparent huge pages: $pages"
write_yaml classic "$where, classic mark"
write_yaml green-tea "$where, Green Tea"
printf '%s: wrote %s\n' "${0##*/}" "$out/classic.yaml and green-tea.yaml"
