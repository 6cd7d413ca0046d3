# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The programs that Foreshock is measured beside, all from Debian. Those that only run are installed by ./dev bench;
# servers would start daemons when installed, so they are unpacked below build/peers and started by hand.

# Unpacks Debian packages below build/peers; quiet where apt can't reach its servers: has() then finds nothing.
fetch_peers() { # PACKAGE…
  local package
  mkdir -p build/peers
  for package in "$@"; do
    [ ! -d "build/peers/$package" ] || continue
    (cd build/peers && apt-get download "$package" >/dev/null 2>&1 && dpkg-deb -x "$package"_*.deb "$package" &&
      rm -f "$package"_*.deb) || echo "bench: $package can't be fetched" >&2
  done
}

peer() { # NAME: its path
  command -v "$1" || ls build/peers/*/usr/bin/"$1" 2>/dev/null | head -1
}
has() { [ -n "$(peer "$1")" ]; }
version_of() { dpkg-query -W -f='${Version}' "$1" 2>/dev/null || echo "${2:-?}"; }

free_port() {
  local port
  for ((port = 18428; port < 18528; port++)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

victoria_pid= victoria_port=
start_victoria() { # its data stay below $work
  victoria_port=$(free_port)
  "$(peer victoria-metrics)" -storageDataPath="$work/victoria" -retentionPeriod=100y \
    -httpListenAddr="127.0.0.1:$victoria_port" -loggerLevel=ERROR >"$work/victoria.log" 2>&1 &
  victoria_pid=$!
  local i
  for ((i = 0; i < 100; i++)); do
    curl -sf "http://127.0.0.1:$victoria_port/health" >/dev/null && return
    sleep .1
  done
  echo "bench: victoria-metrics does not answer" >&2
  return 1
}
stop_victoria() {
  [ -z "$victoria_pid" ] || { kill "$victoria_pid" && wait "$victoria_pid"; } 2>/dev/null || true
  victoria_pid=
  rm -rf "$work/victoria"
}
# Processor seconds of a process so far.
cpu_of() { awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / ticks }' "/proc/$1/stat"; }
# Of a peer that was only unpacked.
peer_version() { zcat build/peers/"$1"/usr/share/doc/"$1"/changelog.Debian.gz 2>/dev/null | sed -n '1s/.*(\(.*\)).*/\1/p' | grep . || echo missing; }
