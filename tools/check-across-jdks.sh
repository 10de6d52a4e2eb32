#!/usr/bin/env bash
# Runs the same commands on every JDK found here (17 or later) and compares every byte of JSON, CSV, SVG and trace lines.
# With a single JDK it compares two runs on it, and says that the comparison between JDKs was skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/setup.sh
require_tools build || exit 2
./heapgoal --version >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jdks=("$JAVA_HOME")
for java in /usr/lib/jvm/*/bin/java; do
    home=$(readlink -f "${java%/bin/java}")
    [ -x "$home/bin/java" ] && [ "$(java_release "$home/bin/java")" -ge 17 ] || continue
    case " ${jdks[*]} " in *" $home "*) ;; *) jdks+=("$home") ;; esac
done

# run_all JAVA_HOME DIR: everything whose bytes are promised, into DIR.
run_all() {
    local java=$1/bin/java out=$2 log
    local run=("$java" -Djava.awt.headless=true -jar cli/target/heapgoal/heapgoal.jar)
    mkdir -p "$out"
    log=$(ls validation/logs/*/steadycache-gogc100-p2.log.gz | sort | tail -n 1)
    "${run[@]}" what-if "$log" GOGC=50,100,200,400 GOMEMLIMIT=off,256MiB --recorded GOGC=100 --quiet --out "$out/what-if" >"$out/what-if.txt"
    "${run[@]}" run web-service GODEBUG=gctrace=1 --duration 60s --seed 7 --quiet --format json --trace "$out/trace.txt" --out "$out/run" >"$out/run.json"
    "${run[@]}" run web-service --level full GODEBUG=gctrace=1,scavtrace=1,schedtrace=100 --duration 1s --seed 1 --quiet --format json \
        --trace "$out/trace-full.txt" >"$out/full.json"
    "${run[@]}" run leak-under-limit --quiet --format json --out "$out/leak" >"$out/leak.json"
}

failed=0
run_all "${jdks[0]}" "$work/first"
run_all "${jdks[0]}" "$work/again"
compare() { # DIR NAME
    # PNG bytes depend on the JDK's image encoder and are not promised.
    if diff -r -q -x '*.png' "$work/first" "$1"; then
        echo "identical: $2"
    else
        echo "DIFFERENT: $2"
        failed=1
    fi
}
compare "$work/again" "two runs on Java $(java_release "${jdks[0]}/bin/java")"
if [ ${#jdks[@]} -eq 1 ]; then
    echo "skipped: the comparison between JDKs, since only one is installed"
fi
for ((i = 1; i < ${#jdks[@]}; i++)); do
    run_all "${jdks[i]}" "$work/jdk$i"
    compare "$work/jdk$i" "Java $(java_release "${jdks[0]}/bin/java") and Java $(java_release "${jdks[i]}/bin/java")"
done
exit $failed
