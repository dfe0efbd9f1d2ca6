#!/bin/sh
# The program beside less, ripgrep, fzf, newsboat and notmuch, as far as they are there: benches/peers.sh [DIR [SIZE…]].
# Installs nothing; dossiers of the sizes are made in DIR and left there.
set -eu
cd "$(dirname "$0")/.."
where=${1:-$(mktemp -d)}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 1000 10000
exec cargo bench --locked --bench peers -- "$where" "$@"
