# Shared by run.sh and test.sh: makes sure that what they need is there, and says in plain words when it is not.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "Cannot go on: $*"
    exit 1
}

need_sdk() {
    if ! command -v dotnet >/dev/null || ! [[ $'\n'$(dotnet --list-sdks) == *$'\n'10.* ]]; then
        fail "the .NET SDK 10 is not installed. See https://dotnet.microsoft.com/download/dotnet/10.0"
    fi
    if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
        fail "Node.js 20 or newer with npm is not installed. See https://nodejs.org/en/download"
    fi
}

need_node_modules() {
    node scripts/node-modules-match.mjs && return
    say "Installing the web packages (npm ci)..."
    npm ci --ignore-scripts --no-progress --loglevel=error >&2
}

need_web() {
    npm run --silent build >&2
}

# need_debian PACKAGE COMMAND: installs the Debian package when the command (a name or a full path) is missing.
need_debian() {
    local package=$1 command=$2
    command -v "$command" >/dev/null && return
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "$command is missing. Install it (on Debian: sudo apt-get install $package) and start again."
    fi
    say "Installing $package (apt-get)..."
    local log
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -o DPkg::Lock::Timeout=120 -y -qq --no-install-recommends "$package"; } \
        >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "apt-get could not install $package; its own words are above."
    fi
    rm -f "$log"
    command -v "$command" >/dev/null || fail "$package is installed, but $command is still missing."
}
