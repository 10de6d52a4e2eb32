#!/usr/bin/env bash
# Runs real Go programs and the same programs in our model, and writes what
# both said, side by side, as Markdown.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/harness/overlay.sh"

usage() {
  cat <<'TEXT'
usage: side-by-side.sh [--go GO]... [--repeats N] [--out FILE]
  --go GO      a go command, 1.23 to 1.26; may be given several times (default: go on PATH)
  --repeats N  runs of each Go program, for their range (default 5)
  --out FILE   where the table goes (default: docs/side-by-side.md)
Needs a JDK of release 17 or later; builds Heapgoal where that has not been done. Status 1 if something differs that
should not, 2 (and a line that says what is missing) where there is no Go.
TEXT
}

gos=() repeats=5 out=
while [ $# -gt 0 ]; do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --go | --repeats | --out)
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
    --go) gos+=("$2") ;;
    --repeats) repeats=$2 ;;
    --out) out=$2 ;;
    esac
    shift 2
    ;;
  *) fail "unknown argument '$1' (see --help)" ;;
  esac
done
[[ $repeats =~ ^[1-9][0-9]?$ ]] || fail "--repeats takes 1 to 99, not '$repeats'"
[ ${#gos[@]} -gt 0 ] || gos=(go)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
[ -n "$out" ] || out=$root/docs/side-by-side.md

# KIND-BYTES-LIVE-ALLOCATE
loops='noscan-48-100000-600000 noscan-128-50000-400000 noscan-600-10000-100000 noscan-65536-100-1000 noscan-1048576-8-100
  scan-48-100000-600000 scan-128-50000-400000 scan-600-10000-100000 scan-65536-100-1000 scan-1048576-8-100'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
results=()
for go_command in "${gos[@]}"; do
  find_go "$go_command"
  case $GOVERSION_NAME in
  go1.2[3-6]*) ;;
  *) fail "$GOVERSION_NAME: the programs that read the runtime's inside are written for Go 1.23 to 1.26" ;;
  esac
  printf '%s: running %s\n' "${0##*/}" "$GOVERSION_NAME" >&2
  dir=$work/$GOVERSION_NAME
  mkdir -p "$dir"
  results+=("$dir")
  write_probe_overlay "$dir"
  (cd "$here/side-by-side/loop" && "$GO" build -overlay "$dir/overlay.json" -o "$dir/loop" .) ||
    fail "$GOVERSION_NAME does not build validation/side-by-side/loop"
  "$dir/loop" workers >"$dir/workers.txt"
  "$dir/loop" identities >"$dir/identities.txt"
  GODEBUG=gctrace=1,scavtrace=1,schedtrace=200 GOMAXPROCS=2 "$dir/loop" traces 2>"$dir/traces.txt"
  GODEBUG=gctrace=1,scavtrace=1,schedtrace=200,scheddetail=1 GOMAXPROCS=2 "$dir/loop" traces 2>"$dir/detail.txt"
  for loop in $loops; do
    # shellcheck disable=SC2086 # four words
    set -- ${loop//-/ }
    for ((i = 1; i <= repeats; i++)); do
      GOMAXPROCS=1 GODEBUG=gcstoptheworld=2 "$dir/loop" "$@" >"$dir/stopped.$loop.$i"
      GOMAXPROCS=1 "$dir/loop" "$@" >"$dir/concurrent.$loop.$i"
    done
  done
done

"$root/heapgoal" --version >/dev/null
. "$root/tools/setup.sh"
find_jdk || fail "no JDK of release 17 or later"
classpath="$root/cli/target/heapgoal/heapgoal.jar:$root/cli/target/heapgoal/lib/*"
"$JAVA_HOME/bin/javac" -d "$work/classes" -cp "$classpath" "$here"/side-by-side/model/org/heapgoal/process/full/*.java
status=0
# The model's classes of this comparison stand in the package of the process, whose inside they read.
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$classpath:$work/classes" org.heapgoal.process.full.SideBySide \
  "$work/table.md" "$repeats" "${results[@]}" || status=$?
[ -s "$work/table.md" ] && mv -f "$work/table.md" "$out" && printf '%s: wrote %s\n' "${0##*/}" "$out" >&2
exit "$status"
