#!/usr/bin/env bash
# Adds one migration, under one name, for each database provider: scripts/add-migration.sh WhatChanges
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?"Say what changes, as one word: scripts/add-migration.sh AddSupplierTicket"}
dotnet tool restore >/dev/null
dotnet restore MakingItWork.sln -v quiet
for provider in Sqlite PostgreSql SqlServer; do
    echo "$provider:"
    dotnet ef migrations add "$name" --project "migrations/$provider" --startup-project "migrations/$provider" \
        --output-dir Migrations
done
