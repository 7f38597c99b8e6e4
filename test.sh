#!/usr/bin/env bash
# Runs the tests: ./test.sh [--fast] [FILTER]
#   --fast   no browser and no PostgreSQL: the rules, and the program on SQLite
#   FILTER   only the tests that fit, as for "dotnet test --filter", for example ./test.sh Capture
# The last line is "N passed, N failed, N skipped"; a build or a test program that breaks counts as one failure.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/postgres.sh
source scripts/postgres.sh

fast=no
filter=""
for word in "$@"; do
    case $word in
        --fast) fast=yes ;;
        -*) fail "unknown option $word. Use ./test.sh [--fast] [FILTER]" ;;
        *) filter=$word ;;
    esac
done

results=$(mktemp -d)
trap 'stop_postgres; rm -rf "$results"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

need_sdk
need_node_modules
need_web

projects=()
for project in tests/*Tests/*.csproj; do
    [[ $fast == yes && $project == *BrowserTests* ]] || projects+=("$project")
done

chosen=$filter
if [[ $fast == yes ]]; then
    unset MIW_TEST_POSTGRES
    chosen="FullyQualifiedName!~PostgreSql${filter:+&($filter)}"
else
    if compgen -G 'tests/*BrowserTests/*.csproj' >/dev/null && [[ -z ${MIW_TEST_CHROMIUM:-} ]]; then
        need_debian chromium chromium
        MIW_TEST_CHROMIUM=$(command -v chromium)
        export MIW_TEST_CHROMIUM
    fi
    [[ -n ${MIW_TEST_POSTGRES:-} ]] || start_postgres
fi

say "Building..."
if ! dotnet build MakingItWork.sln -c Release -v quiet --nologo; then
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi

passed=0 failed=0 skipped=0

# counter TRX NAME: one of the numbers in the result file's <Counters .../>
counter() {
    local line
    line=$(grep -o '<Counters [^>]*' "$1" || true) # a broken run leaves half a file
    [[ $line =~ \ $2=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}" || echo 0
}

for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj)
    trx=$results/$name.trx
    say "Testing $name..."
    code=0
    dotnet test "$project" --no-build -c Release --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        ${chosen:+--filter "$chosen"} || code=$?

    if [[ -f $trx ]]; then
        broken=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
        passed=$((passed + $(counter "$trx" passed)))
        skipped=$((skipped + $(counter "$trx" total) - $(counter "$trx" executed)))
        failed=$((failed + broken))
        [[ $(counter "$trx" total) -gt 0 || -n $filter ]] || code=1
    else
        broken=0
        code=1
    fi
    if [[ $code -ne 0 && $broken -eq 0 ]]; then
        say "$name ran no test, or stopped before its tests were finished: that counts as one failure."
        failed=$((failed + 1))
    fi
done

if [[ $((passed + failed)) -eq 0 ]]; then
    say "No test ran${filter:+: none fits \"$filter\"}, which counts as one failure."
    failed=1
fi
stop_postgres
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 ]]
