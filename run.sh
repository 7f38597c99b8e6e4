#!/usr/bin/env bash
# Builds MakingItWork when something changed and starts it: ./run.sh, or ./run.sh demo for a filled demonstration.
set -euo pipefail
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

need_sdk
need_node_modules
need_web
if ! is_built; then
    say "Building the program (the first time takes a minute or two)..."
    started=$(mktemp)
    dotnet build scripts/program.slnf -c Release -v quiet --nologo >&2
    # The time from before the build: a file saved while it ran is built next time.
    touch -r "$started" "$stamp"
    rm -f "$started"
fi

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
