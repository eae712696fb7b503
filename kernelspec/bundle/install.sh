#!/bin/sh
# Installs this Loupe for Jupyter: no compiler, no network.
#
#   sh install                  copies it to ~/.local/share/loupe and makes it known to Jupyter, for you alone
#   sh install --to FOLDER …    copies it there instead, such as a folder that a class shares
#   sh install --here …         leaves it where it is
# Everything else goes to `loupe install`: --sys-prefix, --prefix FOLDER, --python PATH, --name NAME, …
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${LOUPE_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/loupe}
case ${1:-} in
    --to)
        [ -n "${2:-}" ] || { echo "--to needs a folder" >&2; exit 2; }
        home=$2
        shift 2
        ;;
    --here) home=$here; shift ;;
    -h | --help) sed -n '2,${/^#/!q;s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
esac
if ! "$here/bin/loupe" --version > /dev/null; then
    echo "This Loupe does not run here: it was made for @SYSTEM@ with glibc @GLIBC@ or later." >&2
    echo "Build it from source instead (bash kernelspec/setup), or bundle it on a system as old as this one." >&2
    exit 1
fi
if [ "$home" != "$here" ]; then
    mkdir -p "$home"
    home=$(cd "$home" && pwd)
    # A kernel that still runs keeps its file.
    for part in bin lib; do
        rm -rf "$home/$part.new"
        cp -R "$here/$part" "$home/$part.new"
        [ ! -e "$home/$part" ] || mv "$home/$part" "$home/$part.old"
        mv "$home/$part.new" "$home/$part"
        rm -rf "$home/$part.old"
    done
    for part in models data licences; do
        [ ! -d "$here/$part" ] || { mkdir -p "$home/$part" && cp -R "$here/$part/." "$home/$part/"; }
    done
fi
unset LOUPE_HOME
"$home/bin/loupe" install "$@"
echo
echo "Loupe is in $home. To check it all:  $home/bin/loupe doctor"
