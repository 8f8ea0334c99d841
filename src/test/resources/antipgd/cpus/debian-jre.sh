#!/usr/bin/env bash
# Unpacks Debian's Java for another CPU beside the libraries that it needs, for user-mode emulation:
#   debian-jre.sh bookworm arm64 openjdk-17-jre-headless FOLDER
# apt-get works on folders of its own below FOLDER, so nothing is installed, and no other file changes.
# Needs no root.
set -euo pipefail
suite=$1 architecture=$2 package=$3 folder=$4

mkdir -p "$folder"/{etc/preferences.d,etc/trusted.gpg.d,lists/partial,archives/partial,packages}
rm -rf "$folder"/root.part
: >"$folder/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" \
  >"$folder/etc/sources.list"
apt() {
  apt-get -q -o "APT::Architecture=$architecture" -o "APT::Architectures::=$architecture" \
    -o Acquire::Languages=none -o APT::Sandbox::User=root -o "Dir::State=$folder" \
    -o "Dir::State::status=$folder/status" -o "Dir::Cache=$folder" -o "Dir::Etc=$folder/etc" "$@"
}
apt update
cd "$folder/packages"
apt download "$package" libc6 libgcc-s1 libstdc++6 zlib1g
for file in *.deb; do
  dpkg -x "$file" ../root.part
done
# Java's configuration is linked to where it would be if it were installed.
find "$folder/root.part/usr/lib/jvm" -type l -lname '/*' | while read -r link; do
  ln -sfn "$folder/root$(readlink "$link")" "$link"
done
# Newer suites have all libraries in /usr/lib, and programs look for the loader in /lib.
[ -e ../root.part/lib ] || ln -s usr/lib ../root.part/lib
# Whole only now: what is stopped before is unpacked again.
mv ../root.part ../root
