# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Searching the stored logs with one-shot commands, beside rg, grep and a row a line in SQLite.

literal=needle-7f3a
common=timeout
regex='timeout after [0-9]{4}ms'

ask() { "$foreshock" logs "$work/logs.foreshock" "$1" --count; }
foreshock_rare() { ask "\"$literal\""; }
foreshock_common() { ask "\"$common\""; }
foreshock_regex() { ask "/$regex/"; }
rg_count() { rg -j1 -c --no-filename "$1" "$work/logs" | awk '{ n += $1 } END { print n + 0 }'; }
rg_rare() { rg_count "$literal"; }
rg_common() { rg_count "$common"; }
rg_regex() { rg_count "$regex"; }
grep_regex() { cat "$work"/logs/* | LC_ALL=C.UTF-8 grep -cE "$regex"; }
grep_count() { cat "$work"/logs/* | LC_ALL=C.UTF-8 grep -cE -- "$1"; }
sqlite_rare() { sqlite3 "$work/lines.db" "SELECT count(*) FROM line WHERE instr(text, '$literal')"; }
sqlite_import() {
  sqlite3 "$work/lines.db" 'CREATE TABLE line (text)' '.mode ascii' '.separator "\037" "\n"' ".import $work/logs/app.jsonl line"
}
before_sqlite_import() { rm -f "$work/lines.db"; }
json_import() { "$foreshock" import "$work/logs/app.jsonl" -o "$work/json.foreshock" --quiet; }
before_json_import() { rm -f "$work/json.foreshock"; }

search_rows() {
  local peers="foreshock_rare foreshock_common foreshock_regex"
  if has rg; then
    in_turn "$rounds" foreshock_rare rg_rare foreshock_common rg_common foreshock_regex rg_regex
    row 'rare literal, one-shot command, CPU ÷ rg' "$(ratio foreshock_rare rg_rare cpu)" '' '<= .15' "\`foreshock logs FILE '\"$literal\"' --count\`, \`rg -j1 -c $literal logs\`"
    row 'common literal, CPU ÷ rg' "$(ratio foreshock_common rg_common cpu)" '' '<= 3' "\`'\"$common\"'\`"
    row 'regular expression, CPU ÷ rg' "$(ratio foreshock_regex rg_regex cpu)" '' '<= 3' "\`'/$regex/'\`"
  else
    in_turn "$rounds" $peers
    missing_row 'rare literal, one-shot command, CPU ÷ rg' ripgrep '≤ .15'
    missing_row 'common literal, CPU ÷ rg' ripgrep '≤ 3'
    missing_row 'regular expression, CPU ÷ rg' ripgrep '≤ 3'
  fi
  local name pattern
  for name in rare common regex; do
    row "foreshock logs --count, $name, whole process" "$(seconds "foreshock_$name" wall)" s '' ''
  done
  in_turn "$rounds" foreshock_regex grep_regex
  row 'regular expression, CPU ÷ grep -cE' "$(ratio foreshock_regex grep_regex cpu)" '' '' "\`grep -cE '$regex'\`"
  for name in rare common regex; do
    case $name in rare) pattern=$literal ;; common) pattern=$common ;; *) pattern=$regex ;; esac
    agree_row "hits of \`$pattern\`" "foreshock=$(cat "$work/out.foreshock_$name") grep=$(grep_count "$pattern")$(! has rg || echo " rg=$(cat "$work/out.rg_$name")")"
  done
  if has sqlite3; then
    in_turn "$rounds" json_import sqlite_import
    row 'JSON lines import, CPU ÷ sqlite3 .import of the bare lines' "$(ratio json_import sqlite_import cpu)" '' '' '`.import app.jsonl line`, one column, no index'
    in_turn "$rounds" sqlite_rare
    row 'rare literal, sqlite3 instr() over those lines' "$(seconds sqlite_rare wall)" s '' ''
  else
    missing_row 'JSON lines import, CPU ÷ sqlite3 .import' sqlite3 ''
  fi
  rm -f "$work/lines.db" "$work/json.foreshock"
}
