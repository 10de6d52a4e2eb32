#!/usr/bin/env bash
# Writes what MemStats says of the smallest Go program right after its start,
# for several GOMAXPROCS, with the range over repeated runs.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/harness/overlay.sh"

if [ "${1:-}" = -h ] || [ "${1:-}" = --help ]; then
  echo 'usage: print-start.sh [--go GO]   writes validation/start/GOVERSION.csv (default: go on PATH)'
  exit 0
fi
go_command=go
if [ $# -gt 0 ]; then
  [ "$1" = --go ] && [ $# -eq 2 ] || fail "unknown argument '$1' (see --help)"
  go_command=$2
fi
find_go "$go_command"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
write_probe_overlay "$work"
(cd "$here/start" && "$GO" build -overlay "$work/overlay.json" -o "$work/start" .) || fail "$GOVERSION_NAME does not build the program"
out=$here/start/$GOVERSION_NAME.csv
{
  echo 'goMaxProcs,field,least,median,most'
  for procs in 1 2 4 8 16; do
    for _ in 1 2 3 4 5 6 7 8 9; do GOMAXPROCS=$procs "$work/start" 2>&1; done |
      awk -v procs=$procs '
        { if (!($1 in n)) order[++fields] = $1; v[$1, ++n[$1]] = $2 }
        END {
          for (f = 1; f <= fields; f++) {
            k = order[f]
            for (i = 2; i <= n[k]; i++) for (j = i; j > 1 && v[k, j - 1] > v[k, j]; j--) { t = v[k, j]; v[k, j] = v[k, j - 1]; v[k, j - 1] = t }
            print procs "," k "," v[k, 1] "," v[k, 5] "," v[k, n[k]]
          }
        }'
  done
} >"$work/start.csv"
mv -f "$work/start.csv" "$out"
echo "${0##*/}: wrote $out"
