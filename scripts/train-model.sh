#!/usr/bin/env bash
# Trains the start-up models from the invented texts in training/ and writes them where the program embeds them.
# The same texts give the same bytes: "git status" stays clean when nothing was changed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
need_sdk
dotnet run --project training -c Release -v quiet -- src/MakingItWork.Rules/Classification/Models
