# Sourced by the scripts that compile against package runtime: finds the go command, checks
# that this machine can print comparable numbers, and writes an overlay that
# adds our files to package runtime's tests. GOROOT is only read.

# Says what is wrong and leaves with status 2.
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

# Sets GO (a usable go command) and GOVERSION_NAME (such as go1.26.8).
find_go() {
  GO=${1:-go}
  command -v "$GO" >/dev/null 2>&1 ||
    fail "no Go at '$GO'; install Go 1.22 or newer (Debian: apt-get install golang) or name one with --go /path/to/bin/go"
  command -v gzip >/dev/null 2>&1 || fail "gzip is missing; install the package gzip"
  # The caller's Go settings must not change what is compiled.
  export GOTOOLCHAIN=local GOFLAGS= GOENV=off GOEXPERIMENT= GODEBUG= CGO_ENABLED=0 GOAMD64=v1 GOWORK=off
  unset GOROOT GOOS GOARCH GOGC GOMEMLIMIT GOMAXPROCS
  GOVERSION_NAME=$("$GO" env GOVERSION) || fail "'$GO env GOVERSION' failed"
  GOROOT_DIR=$("$GO" env GOROOT)
  [ "$("$GO" env GOARCH)" = amd64 ] && [ "$("$GO" env GOOS)" = linux ] ||
    fail "vectors must come from linux/amd64 (other processors fuse multiply and add, and convert floats differently); this is $("$GO" env GOOS)/$("$GO" env GOARCH)"
  [ -f "$GOROOT_DIR/src/runtime/export_test.go" ] ||
    fail "$GOROOT_DIR has no runtime test sources; install the source package of this Go (Debian: golang-1.NN-src)"
  case $GOVERSION_NAME in
  go1.2[2-9]* | go1.[3-9][0-9]* | devel*) ;;
  *) fail "$GOVERSION_NAME is too old: the printer knows Go 1.22 and newer" ;;
  esac
}

# Writes $1/overlay.json: our files added, and the runtime's own tests left
# out except the test exports, which makes the build short.
write_overlay() {
  local dir=$1 runtime="$GOROOT_DIR/src/runtime" here file name sep=''
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  {
    printf '{"Replace":{'
    for file in "$runtime"/*_test.go; do
      name=${file##*/}
      case $name in export_*) continue ;; esac
      printf '%s\n"%s":""' "$sep" "$file"
      sep=,
    done
    for file in "$here"/go/*_test.go; do
      printf '%s\n"%s":"%s"' "$sep" "$runtime/heapgoal_${file##*/}" "$file"
      sep=,
    done
    printf '\n}}\n'
  } >"$dir/overlay.json"
}

# Writes $1/overlay.json: our files of validation/probe added to package
# runtime itself, for programs that read its inside.
write_probe_overlay() {
  local dir=$1 runtime="$GOROOT_DIR/src/runtime" here file sep=''
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../probe" && pwd)
  {
    printf '{"Replace":{'
    for file in "$here"/*.go; do
      printf '%s\n"%s":"%s"' "$sep" "$runtime/heapgoal_${file##*/}" "$file"
      sep=,
    done
    printf '\n}}\n'
  } >"$dir/overlay.json"
}
