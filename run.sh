#!/usr/bin/env bash
# Builds MakingItWork when something changed and starts it: ./run.sh, or ./run.sh COMMAND; ./run.sh --help lists them.
set -euo pipefail
caller=$PWD
cd "$(dirname "$0")"
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

program=src/MakingItWork/bin/Release/net10.0/MakingItWork.dll
stamp=src/MakingItWork/bin/Release/.built-by-run

# Folders count as well: a deleted file leaves no trace but the time of its folder.
is_built() {
    [[ -f $program && -f $stamp ]] || return 1
    [[ -z $(find src migrations Directory.Build.props Directory.Packages.props global.json \
        \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit) ]]
}

# What is prepared here must not read what the caller sends to the program.
prepare() {
    need_sdk
    need_node_modules
    need_web
    is_built && return
    say "Building the program (the first time takes a minute or two)..."
    local started
    started=$(mktemp)
    dotnet build scripts/program.slnf -c Release -v quiet --nologo >&2
    # The time from before the build: a file saved while it ran is built next time.
    touch -r "$started" "$stamp"
    rm -f "$started"
}

# These need no pages, and their paths are meant from where the caller stands.
if [[ ${1:-} == redact || ${1:-} == redact-text || ${1:-} == classify || ${1:-} == similar ]]; then
    is_built || prepare </dev/null
    program=$PWD/$program
    cd "$caller"
    exec dotnet "$program" "$@"
fi

prepare </dev/null
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export Storage__DataFolder=${Storage__DataFolder:-$PWD/data}

# A first word without a dash is the program's command and must stay first.
command=()
if [[ $# -gt 0 && $1 != -* ]]; then
    command=("$1")
    shift
fi
address=()
[[ -n ${ASPNETCORE_URLS:-} ]] || address=(--urls http://localhost:5080)

# What the caller gives comes last, and the last word wins.
exec dotnet "$program" ${command[@]+"${command[@]}"} --contentRoot "$PWD/src/MakingItWork" \
    ${address[@]+"${address[@]}"} "$@"
