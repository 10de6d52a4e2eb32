#!/usr/bin/env bash
# Measures the real Go pacer: one step is one revision of the assist ratio by
# an idealised mutator in a steady state (50 cycles a run).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/overlay.sh"

go_command=go count=1 benchtime=2s
while [ $# -gt 0 ]; do
  case $1 in
  -h | --help)
    echo 'usage: bench-pacer.sh [--go GO] [--count N] [--benchtime T]'
    exit 0
    ;;
  --go | --count | --benchtime)
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
    --go) go_command=$2 ;;
    --count) count=$2 ;;
    --benchtime) benchtime=$2 ;;
    esac
    shift 2
    ;;
  *) fail "unknown argument '$1' (see --help)" ;;
  esac
done
find_go "$go_command"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
write_overlay "$work"
"$GO" test -vet=off -overlay "$work/overlay.json" -run '^$' -bench '^BenchmarkHeapgoalPacerSteps$' \
  -count "$count" -benchtime "$benchtime" -timeout 60m runtime
