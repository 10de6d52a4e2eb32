#!/bin/sh
# Records the gctrace logs of the example programs in validation/programs.
#
#   record-logs.sh [--go GO] [--quick] [--out DIR] [--settings LIST] [PROGRAM...]
#
# --go GO          the go command to build with (default: go)
# --quick          a twelfth of the work, for a look; without --out the logs go
#                  to a temporary directory, so that kept logs stay as they are
# --out DIR        where to write (default: validation/logs beside this script)
# --settings LIST  which settings to record, separated by commas (default: all):
#                    base   GOGC=100 GOMAXPROCS=2
#                    gogc   GOGC=50, 200, 400 at GOMAXPROCS=2
#                    procs  GOGC=100 at GOMAXPROCS=1
#                    limit  GOGC=off with a GOMEMLIMIT of 1.5 to 3 times the live heap
#                    paced  GOGC=100 GOMAXPROCS=2 at a fixed rate (httpjson, spike)
#                    trace  GOGC=100 GOMAXPROCS=2 with all trace lines (steadycache)
# PROGRAM          default: all
#
# Each run leaves DIR/GOVERSION/NAME.log.gz, the program's standard output and
# error as they came, and NAME.json, the report it printed at its end. Runs go
# one after the other; use a machine with nothing else to do.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
go=go
quick=
out=
settings=base,gogc,procs,limit,paced,trace

fail() {
	echo "record-logs.sh: $*" >&2
	exit 2
}

while [ $# -gt 0 ]; do
	case $1 in
	--go | --out | --settings)
		[ $# -ge 2 ] || fail "$1 needs a value"
		case $1 in
		--go) go=$2 ;;
		--out) out=$2 ;;
		--settings) settings=$2 ;;
		esac
		shift 2
		;;
	--quick)
		quick=yes
		shift
		;;
	-h | --help)
		sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"
		exit 0
		;;
	-*) fail "unknown option $1 (try --help)" ;;
	*) break ;;
	esac
done

all="steadycache treechurn httpjson batchbuffers spike"
programs=${*:-$all}
for program in $programs; do
	case " $all " in
	*" $program "*) ;;
	*) fail "no program $program; there are: $all" ;;
	esac
done
for setting in $(echo "$settings" | tr , ' '); do
	case $setting in
	base | gogc | procs | limit | paced | trace) ;;
	*) fail "no setting $setting; there are: base, gogc, procs, limit, paced, trace" ;;
	esac
done
command -v "$go" >/dev/null || fail "cannot run $go"

# What is in the caller's environment must not reach the programs.
unset GOGC GOMEMLIMIT GODEBUG GOMAXPROCS GOTRACEBACK GOEXPERIMENT GOFLAGS
export GOTOOLCHAIN=local GOWORK=off

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
if [ -z "$out" ]; then
	out=$here/logs
	[ -z "$quick" ] || out=$(mktemp -d)
fi
version=$(cd "$here/programs" && "$go" env GOVERSION)
dir=$out/$version
mkdir -p "$dir"
(cd "$here/programs" && for program in $programs; do "$go" build -trimpath -o "$scratch/$program" "./$program"; done)

{
	echo "go: $version"
	echo "GOARCH: $("$go" env GOARCH)"
	echo "CPUs: $(getconf _NPROCESSORS_ONLN)"
	[ ! -r /proc/meminfo ] || awk '/^MemTotal/ { printf "memory: %.0f GiB\n", $2 / 1048576 }' /proc/meminfo
} >"$dir/machine.txt"

wanted() {
	case ,$settings, in
	*,"$1",*) return 0 ;;
	esac
	return 1
}

# Units of work of a saturated run: ten to twenty seconds on two CPUs at GOGC=100.
work() {
	case $1 in
	steadycache) units=4000000 ;;
	treechurn) units=60000 ;;
	httpjson) units=180000 ;;
	batchbuffers) units=3000 ;;
	spike) units=500000 ;;
	esac
	[ -z "$quick" ] || units=$((units / 12))
	echo "$units"
}

limit() {
	case $1 in
	steadycache) echo 160MiB ;;
	treechurn) echo 220MiB ;;
	httpjson) echo 160MiB ;;
	batchbuffers) echo 128MiB ;;
	spike) echo 110MiB ;; # 1.5 times a spike's live heap
	esac
}

# record NAME PROGRAM "ENVIRONMENT" [FLAG...] runs a program once. With
# pipefail out of reach of a POSIX shell, the log goes through a file.
record() {
	name=$1
	program=$2
	environment=$3
	shift 3
	printf '%-40s' "$name"
	# shellcheck disable=SC2086 # the environment is a list of words
	env $environment "$scratch/$program" "$@" >"$scratch/log" 2>&1 || {
		echo "failed"
		tail -n 5 "$scratch/log" >&2
		exit 1
	}
	grep '^{"program":' "$scratch/log" >"$dir/$name.json"
	gzip -n -9 -c "$scratch/log" >"$dir/$name.log.gz"
	printf '%5d GCs %7.1f KB\n' "$(grep -c '^gc [0-9]* @' "$scratch/log")" \
		"$(wc -c <"$dir/$name.log.gz" | awk '{ print $1 / 1000 }')"
}

saturated() { # NAME PROGRAM "ENVIRONMENT"
	record "$1" "$2" "$3" -mode saturated -work "$(work "$2")"
}

paced() { # NAME PROGRAM "ENVIRONMENT"
	record "$1" "$2" "$3" -mode paced -duration "$([ -z "$quick" ] && echo 15s || echo 2s)"
}

gctrace=GODEBUG=gctrace=1
for program in $programs; do
	if wanted base; then
		saturated "$program-gogc100-p2" "$program" "GOGC=100 GOMAXPROCS=2 $gctrace"
	fi
	if wanted gogc; then
		for gogc in 50 200 400; do
			saturated "$program-gogc$gogc-p2" "$program" "GOGC=$gogc GOMAXPROCS=2 $gctrace"
		done
	fi
	if wanted procs; then
		saturated "$program-gogc100-p1" "$program" "GOGC=100 GOMAXPROCS=1 $gctrace"
	fi
	if wanted limit; then
		bytes=$(limit "$program")
		saturated "$program-gogcoff-limit$bytes-p2" "$program" "GOGC=off GOMEMLIMIT=$bytes GOMAXPROCS=2 $gctrace"
	fi
	if wanted paced; then
		case $program in
		httpjson | spike) paced "$program-gogc100-p2-paced" "$program" "GOGC=100 GOMAXPROCS=2 $gctrace" ;;
		esac
	fi
	if wanted trace && [ "$program" = steadycache ]; then
		saturated "$program-gogc100-p2-trace" "$program" \
			"GOGC=100 GOMAXPROCS=2 GODEBUG=gctrace=1,gcpacertrace=1,scavtrace=1,schedtrace=500"
	fi
done
echo "logs in $dir"
