# A PostgreSQL server of our own for one test run: empty, in a temporary folder, reached through a socket there.
# shellcheck shell=bash

postgres_folder=""

# start_postgres: sets MIW_TEST_POSTGRES. The caller's exit trap must call stop_postgres.
start_postgres() {
    local bin
    bin=$(newest_postgres)
    if [[ -z $bin ]]; then
        need_debian postgresql pg_lsclusters
        bin=$(newest_postgres)
        [[ -n $bin ]] || fail "no PostgreSQL server (initdb) was found."
    fi
    say "Starting a temporary PostgreSQL server..."
    postgres_bin=$bin
    # Short on purpose: the path of a socket may have no more than about a hundred characters.
    postgres_folder=$(mktemp -d /tmp/miw-postgres.XXXXXX)
    [[ $EUID -ne 0 ]] || chown "$(postgres_user)" "$postgres_folder"

    # Nothing here has to survive a power cut, so nothing waits for the disk.
    if ! { as_postgres "$bin/initdb" -D "$postgres_folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
        && as_postgres "$bin/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/server.log" -w start -o \
            "-k $postgres_folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"; } \
        >"$postgres_folder/start.log" 2>&1; then
        cat "$postgres_folder"/*.log >&2
        fail "the temporary PostgreSQL server did not start; its own words are above."
    fi
    export MIW_TEST_POSTGRES="Host=$postgres_folder;Port=5432;Username=postgres;Database=postgres"
}

stop_postgres() {
    [[ -n $postgres_folder ]] || return 0
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=""
}

newest_postgres() {
    local initdb
    initdb=$({ compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb || true; } | sort -V | tail -n 1)
    [[ -z $initdb ]] || dirname "$initdb"
}

# PostgreSQL refuses to run as root.
postgres_user() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

as_postgres() (
    cd "$postgres_folder" || exit
    if [[ $EUID -eq 0 ]]; then exec runuser -u "$(postgres_user)" -- "$@"; else exec "$@"; fi
)
