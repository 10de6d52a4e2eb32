# Finds, or offers to install, what Heapgoal is built with: a JDK of release 17 or later and Maven 3.8.7 or later.
# Sourced by ./heapgoal and ./test; defines functions and sets JAVA_HOME, nothing else.

heapgoal_min_java=17
heapgoal_min_maven=3.8.7

heapgoal_say() { printf 'heapgoal: %s\n' "$*" >&2; }

# java_release JAVA: the feature release of a java command (17, 25, 8 ...), or 0.
java_release() {
    local line
    line=$("$1" -version 2>&1 | grep -m1 -E 'version "') || { echo 0; return; }
    line=${line#*\"}
    line=${line#1.}
    line=${line%%[!0-9]*}
    echo "${line:-0}"
}

# Sets JAVA_HOME to a JDK (javac included) that is new enough; fails where there is none.
find_jdk() {
    local candidate home
    local candidates=()
    [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME/bin/java")
    command -v java >/dev/null 2>&1 && candidates+=("$(readlink -f "$(command -v java)" 2>/dev/null || command -v java)")
    [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home 2>/dev/null) && candidates+=("$home/bin/java")
    for candidate in /usr/lib/jvm/*/bin/java /opt/homebrew/opt/openjdk*/bin/java /usr/local/opt/openjdk*/bin/java; do
        candidates+=("$candidate")
    done
    for candidate in "${candidates[@]}"; do
        home=${candidate%/bin/java}
        [ -x "$candidate" ] && [ -x "$home/bin/javac" ] || continue
        if [ "$(java_release "$candidate")" -ge "$heapgoal_min_java" ]; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

# Succeeds where a Maven that is new enough is on the PATH.
find_maven() {
    local version
    command -v mvn >/dev/null 2>&1 || return 1
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] || return 1
    [ "$(printf '%s\n%s\n' "$heapgoal_min_maven" "$version" | sort -V | head -n 1)" = "$heapgoal_min_maven" ]
}

# install_command WHAT...: the system package manager's command line for "jdk" and "maven".
install_command() {
    local manager packages="" what sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo "
    for manager in apt-get dnf yum zypper apk pacman brew none; do
        command -v "$manager" >/dev/null 2>&1 && break
    done
    for what in "$@"; do
        case $manager:$what in
            apt-get:jdk) packages+=" default-jdk-headless" ;;
            dnf:jdk | yum:jdk) packages+=" java-17-openjdk-devel" ;;
            zypper:jdk) packages+=" java-17-openjdk-devel" ;;
            apk:jdk) packages+=" openjdk17-jdk" ;;
            pacman:jdk) packages+=" jdk17-openjdk" ;;
            brew:jdk) packages+=" openjdk@17" ;;
            *:maven) packages+=" maven" ;;
        esac
    done
    case $manager in
        apt-get) echo "${sudo}apt-get update -qq && ${sudo}apt-get install -y --no-install-recommends$packages" ;;
        dnf | yum) echo "${sudo}$manager install -y$packages" ;;
        zypper) echo "${sudo}zypper --non-interactive install$packages" ;;
        apk) echo "${sudo}apk add$packages" ;;
        pacman) echo "${sudo}pacman -S --noconfirm$packages" ;;
        brew) echo "brew install$packages" ;;
        *) return 1 ;;
    esac
}

# Makes sure that a JDK and, with the argument "build", Maven are there. Asks on a terminal before it installs anything;
# installs unasked where CI=true; otherwise says what to type and fails.
require_tools() {
    local missing=() names="" command reply
    find_jdk || { missing+=(jdk); names="a JDK $heapgoal_min_java or later"; }
    if [ "${1:-}" = build ] && ! find_maven; then
        missing+=(maven)
        names="${names:+$names and }Maven $heapgoal_min_maven or later"
    fi
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command=$(install_command "${missing[@]}"); then
        heapgoal_say "$names is needed, and no known package manager is here to install it"
        return 1
    fi
    if [ "${CI:-}" = true ]; then
        heapgoal_say "installing $names: $command"
    elif [ -t 0 ] && [ -t 2 ]; then
        heapgoal_say "$names is needed and missing here."
        printf 'Install with "%s"? [Y/n] ' "$command" >&2
        read -r reply
        case $reply in
            "" | [Yy]*) ;;
            *) return 1 ;;
        esac
    else
        heapgoal_say "$names is needed and missing here; install with: $command"
        return 1
    fi
    if ! DEBIAN_FRONTEND=noninteractive bash -c "$command" >&2; then
        heapgoal_say "installing failed: $command"
        return 1
    fi
    hash -r
    find_jdk && { [ "${1:-}" != build ] || find_maven; } && return 0
    heapgoal_say "$names is still missing after: $command"
    return 1
}
