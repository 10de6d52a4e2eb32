#!/usr/bin/env bash
# Opens reports in headless Chromium and uses them with mouse and keyboard (module browser-test, profile browser).
# Needs Chromium, and Playwright's driver from Maven Central (200 MB, once). Where one of them cannot be had it says
# "skipped: ..." and succeeds. --install: as root on Debian or Ubuntu, installs Chromium first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../tools/setup.sh
. tools/setup.sh
require_tools build || exit 2

find_chromium() {
    local name
    [ -n "${HEAPGOAL_CHROMIUM:-}" ] && echo "$HEAPGOAL_CHROMIUM" && return
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

if ! find_chromium >/dev/null && [ "${1:-}" = --install ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -q && apt-get install -qy --no-install-recommends chromium; } >/tmp/heapgoal-chromium.log 2>&1 || true
fi
if ! chromium=$(find_chromium); then
    echo "skipped: the browser test needs Chromium, and there is none (HEAPGOAL_CHROMIUM=PATH names one)"
    exit 0
fi
if ! mvn -B -ntp -q dependency:get -Dartifact=com.microsoft.playwright:playwright:1.62.0; then
    echo "skipped: the browser test needs Playwright's driver, which could not be downloaded"
    exit 0
fi
exec mvn -B -ntp -Pbrowser -pl browser-test -am verify -Dtest='org.heapgoal.browser.*Test' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dskip.jacoco=true -Dspotless.check.skip=true \
    -Dsurefire.rerunFailingTestsCount=1 -Dheapgoal.chromium="$chromium"
