#!/usr/bin/env bash
# Measures a step of our pacer level and the same step of the real Go pacer, one after the other, and prints the ratio of
# their CPU times.
set -euo pipefail
export LC_ALL=C

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

go_command=go count=5 forks=2
while [ $# -gt 0 ]; do
  case $1 in
  -h | --help)
    echo 'usage: compare-with-go.sh [--go GO] [--count GO-RUNS] [--forks JVM-RUNS]'
    echo 'Needs a JDK 17 or newer and Maven; without Go only our own figure is printed.'
    exit 0
    ;;
  --go | --count | --forks)
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
    --go) go_command=$2 ;;
    --count) count=$2 ;;
    --forks) forks=$2 ;;
    esac
    shift 2
    ;;
  *) fail "unknown argument '$1' (see --help)" ;;
  esac
done
case $count$forks in *[!0-9]*) fail '--count and --forks take whole numbers' ;; esac
[ "$count" -ge 1 ] && [ "$forks" -ge 1 ] || fail '--count and --forks are at least 1'

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/benchmarks/target/benchmarks.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A jar older than any source would measure something else than what is here.
if [ ! -f "$jar" ] || [ -n "$(find "$root"/*/src/main "$root"/*/pom.xml "$root/pom.xml" -newer "$jar" -print -quit)" ]; then
  echo 'building the benchmarks ...' >&2
  (cd "$root" && mvn -q -Pbenchmarks -DskipTests -pl benchmarks -am package) >&2
fi

# Prints mean, least and greatest of the numbers on standard input.
spread() {
  awk '{ sum += $1; if (NR == 1 || $1 < least) least = $1; if ($1 > most) most = $1 }
    END { if (NR == 0) exit 1; printf "%.1f %.1f %.1f\n", sum / NR, least, most }'
}

go_figures=
if command -v "$go_command" >/dev/null 2>&1; then
  echo "measuring the real pacer with $("$go_command" env GOVERSION) ..." >&2
  "$root/validation/harness/bench-pacer.sh" --go "$go_command" --count "$count" >"$work/go.txt" ||
    fail "bench-pacer.sh failed; its output: $(cat "$work/go.txt")"
  go_figures=$(awk '{ for (i = 2; i <= NF; i++) if ($i == "cpu-ns/step") print $(i - 1) }' "$work/go.txt" | spread) ||
    fail "no cpu-ns/step in the output of bench-pacer.sh: $(cat "$work/go.txt")"
fi

echo 'measuring ours ...' >&2
java -jar "$jar" PacerStepBenchmark -f "$forks" -prof org.heapgoal.benchmark.CpuTimeProfiler >"$work/jmh.txt" 2>&1 ||
  fail "JMH failed; its output: $(cat "$work/jmh.txt")"
# Lines of warm-up iterations begin with "# Warmup"; their profiler lines are not printed.
our_figures=$(awk '$1 == "cpu.time:" { print $2 }' "$work/jmh.txt" | spread) ||
  fail "no cpu.time in the output of JMH: $(cat "$work/jmh.txt")"

read -r our_mean our_least our_most <<<"$our_figures"
printf 'CPU time of a pacer step in scenario Steady: mean (least to greatest)\n'
printf '  Heapgoal  %6.1f ns  (%.1f to %.1f)  %s\n' "$our_mean" "$our_least" "$our_most" \
  "$(awk '/^# VM version:/ { sub(/^# VM version: */, ""); print; exit }' "$work/jmh.txt")"
if [ -z "$go_figures" ]; then
  printf '  Go        skipped: no Go at %s; install it or name one with --go\n' "'$go_command'"
  exit 0
fi
read -r go_mean go_least go_most <<<"$go_figures"
printf '  Go        %6.1f ns  (%.1f to %.1f)  %s\n' "$go_mean" "$go_least" "$go_most" "$("$go_command" env GOVERSION)"
awk -v ours="$our_mean" -v go="$go_mean" \
  'BEGIN { printf "  ratio     %6.2f     Heapgoal steps in the CPU time of one Go step\n", go / ours }'
