#!/bin/sh
# Records the corpus: the example programs of validation/programs at a grid of settings.
#
#   record-corpus.sh [GO] [OUTDIR] [-- OPTION...]
#
# GO       the go command to build with, 1.23 or later (default: go)
# OUTDIR   where to write (default: validation/corpus beside this script); the runs go to
#          OUTDIR/GOVERSION, see README.md for the layout. Runs that are there already are left out.
# OPTION   -programs LIST  only these, separated by commas
#          -parts LIST     of base,gogc,procs,limit,tracing
#          -small          only what the repository keeps, with a coarser time series
#          -seed N         of the order (1)
#
# All of it takes about forty minutes. Use a machine with nothing else to do; where that cannot be had, run as root:
# the programs then get a higher priority than everything else.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
case ${1-} in
-h | --help)
	sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" | sed '$d'
	exit 0
	;;
esac
go=go
out=$here/corpus
if [ $# -gt 0 ] && [ "$1" != -- ]; then
	go=$1
	shift
fi
if [ $# -gt 0 ] && [ "$1" != -- ]; then
	out=$1
	shift
fi
if [ $# -gt 0 ]; then
	[ "$1" = -- ] || {
		echo "record-corpus.sh: unexpected argument $1 (try --help)" >&2
		exit 2
	}
	shift
fi
command -v "$go" >/dev/null || {
	echo "record-corpus.sh: cannot run $go" >&2
	exit 2
}

# What is in the caller's environment must not reach the build.
unset GOGC GOMEMLIMIT GODEBUG GOMAXPROCS GOTRACEBACK GOEXPERIMENT GOFLAGS
export GOTOOLCHAIN=local GOWORK=off

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
version=$(cd "$here/programs" && "$go" env GOVERSION)
(cd "$here/programs" && "$go" build -trimpath -o "$scratch/" ./...)

# With automatic scheduling groups a process's priority counts within its session only. A session of our own, and its
# group's priority, set the programs apart from the rest of the machine.
record="$scratch/record -binaries $scratch -out $out/$version"
if [ "$(id -u)" = 0 ]; then
	# shellcheck disable=SC2016,SC2086 # words are wanted
	setsid -w sh -c '[ ! -w /proc/self/autogroup ] || echo -20 >/proc/self/autogroup; exec nice -n -20 "$@"' sh $record "$@"
else
	# shellcheck disable=SC2086 # words are wanted
	$record "$@"
fi
