# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Importing the four log files, beside lnav indexing them.

logs_import() { "$foreshock" import "$work"/logs/* -o "$work/logs.foreshock" --quiet; }
before_logs_import() { rm -f "$work/logs.foreshock"; }
half_import() { "$foreshock" import "$work"/half/* -o "$work/half.foreshock" --quiet; }
before_half_import() { rm -f "$work/half.foreshock"; }
lnav_index() {
  HOME=$work lnav -n -I tests/bench/lnav -c ';SELECT count(*) FROM all_logs' -c ':write-csv-to -' "$work"/logs/*
}

# Anonymous memory at its peak, in MB, looked at every 20 ms: RssAnon, so without the mapped input.
peak_anonymous() {
  local pid peak=0 now
  before_logs_import
  "$foreshock" import "$work"/logs/* -o "$work/logs.foreshock" --quiet >/dev/null 2>&1 &
  pid=$!
  while now=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
    [ "$now" -le "$peak" ] || peak=$now
    sleep .02
  done
  wait "$pid"
  awk -v kb="$peak" 'BEGIN { printf "%.0f\n", kb / 1024 }'
}

log_import_rows() {
  local raw stored how='`foreshock import logs/* -o x.foreshock`'
  raw=$(cat "$work"/logs/* | wc -c)
  if has lnav; then
    in_turn "$rounds" logs_import lnav_index
    row 'log import, CPU ÷ lnav indexing' "$(ratio logs_import lnav_index cpu)" '' '<= .35' "$how, \`lnav -n -c ';SELECT count(*) FROM all_logs'\`"
    row 'log import, wall ÷ lnav' "$(ratio logs_import lnav_index wall)" '' '<= .25' 'the same'
  else
    in_turn "$rounds" logs_import
    missing_row 'log import, CPU ÷ lnav indexing' lnav '≤ .35'
    missing_row 'log import, wall ÷ lnav' lnav '≤ .25'
  fi
  row 'log import a CPU second' "$(rate "$((raw / 1000000))" "$(seconds logs_import cpu)")" MB '' "$how"
  before_half_import
  in_turn "$rounds" half_import logs_import
  row 'log import of twice the input, CPU' "$(ratio logs_import half_import cpu)" '×' '<= 2.1' "$how, and of half as much"
  row 'log import, anonymous memory' "$(peak_anonymous)" MB '<= 128' 'RssAnon of /proc/PID/status, every 20 ms'
  stored=$(wc -c <"$work/logs.foreshock")
  row 'incident file ÷ raw logs' "$(awk -v a="$stored" -v b="$raw" 'BEGIN { printf "%.3f", a / b }')" '' '<= .22' \
    "$((stored / 1000000)) MB of $((raw / 1000000)) MB"
  ! has lnav || agree_row 'log records' \
    "foreshock=$("$foreshock" logs "$work/logs.foreshock" --count) lnav=$(sed -n 2p "$work/out.lnav_index")"
  rm -f "$work/half.foreshock"
}
