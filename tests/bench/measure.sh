# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Figures of commands: taken in turn, kept a file a name ("cpu wall" a line), printed as rows of the page.

figures=$work/figures
mkdir -p "$figures"

# Processor and wall seconds of a function. Where NAME_server_cpu exists it tells what a server of ours has used so far.
measure() { # NAME
  local name=$1 before=0 after=0 TIMEFORMAT='%U %S %R'
  ! declare -F "before_$name" >/dev/null || "before_$name" >/dev/null 2>&1
  ! declare -F "${name}_server_cpu" >/dev/null || before=$("${name}_server_cpu")
  { time "$name" >"$work/out.$name" 2>"$work/err.$name"; } 2>"$work/time" || {
    echo "bench: $name failed:" >&2
    tail -3 "$work/err.$name" >&2
    return 1
  }
  ! declare -F "${name}_server_cpu" >/dev/null || after=$("${name}_server_cpu")
  awk -v server="$before $after" '{ split(server, s, " "); print $1 + $2 + s[2] - s[1], $3 }' "$work/time" >>"$figures/$name"
}

# One round to warm up, then so many rounds A B A B …
in_turn() { # ROUNDS NAME…
  local rounds=$1 round name
  shift
  for ((round = 0; round <= rounds; round++)); do
    for name in "$@"; do
      measure "$name" || return 1
      [ "$round" -gt 0 ] || rm "$figures/$name"
    done
  done
}

# Median, least and most of one number a line.
spread() { sort -g | awk '{ v[NR] = $1 } END { printf "%.4g %.4g %.4g\n", v[int((NR + 1) / 2)], v[1], v[NR] }'; }
column_of() { [ "$1" = cpu ] && echo 1 || echo 2; }
seconds() { awk -v c="$(column_of "$2")" '{ print $c }' "$figures/$1" | spread; } # NAME cpu|wall
# NAME PEER cpu|wall: the ratio of each round, then its spread, so that a slow minute touches both sides.
ratio() { paste -d' ' "$figures/$1" "$figures/$2" | awk -v c="$(column_of "$3")" '{ print $c / ($(c + 2) > 0 ? $(c + 2) : .001) }' | spread; }
# Turns "median least most" of seconds into that of a rate: rate AMOUNT "SPREAD"
rate() { awk -v a="$1" -v s="$2" 'BEGIN { split(s, v, " "); for (i = 1; i <= 3; i++) if (v[i] <= 0) v[i] = .001; printf "%.4g %.4g %.4g\n", a / v[1], a / v[3], a / v[2] }'; }

# A row: what | median | least – most | goal | reached | how. The goal is "<= .35", ">= 8" or empty.
row() { # WHAT "MEDIAN LEAST MOST" UNIT GOAL HOW
  awk -v what="$1" -v figure="$2" -v unit="$3" -v goal="$4" -v how="$5" 'BEGIN {
    n = split(figure, f, " "); split(goal, g, " ")
    reached = goal == "" ? "" : (g[1] == "<=" ? f[1] + 0 <= g[2] + 0 : f[1] + 0 >= g[2] + 0) ? "yes" : "**no**"
    sub("<=", "≤", goal); sub(">=", "≥", goal)
    gsub(/\|/, "\\|", how)
    range = (n > 1 ? f[2] " – " f[3] : "")
    printf "| %s | %s %s | %s | %s | %s | %s |\n", what, f[1], unit, range, goal, reached, how
  }' | tee -a "$work/rows"
}
missing_row() { echo "| $1 | peer missing: $2 | | $3 | | |" | tee -a "$work/rows"; } # WHAT PEER GOAL
# Do all these counts agree? agree_row WHAT "NAME=COUNT NAME=COUNT …"
agree_row() {
  local counts verdict=yes
  counts=$(tr " " "\n" <<<"$2" | sed "s/.*=//" | sort -u | xargs)
  [ "$counts" = "${counts% *}" ] || { verdict='**no**'; disagreed=$((disagreed + 1)); }
  echo "| $1 | ${counts%% *} | | the same | $verdict | $2 |" | tee -a "$work/rows"
}

# Puts rows into the page in place of those of the same "what"; new ones stay beside their neighbours.
update_rows() { # PAGE ROWS
  awk -F'|' '
    FNR == NR { rows[++n] = $0; what[n] = $2; place[$2] = n; next }
    FNR == 1 { while ((getline line < FILENAME) > 0) { split(line, cell, "|"); known[cell[2]] = 1 } }
    ($2 in place) && $0 ~ /^\|/ {
      i = place[$2]
      for (first = i; first > 1 && !(what[first - 1] in known) && !printed[first - 1]; --first) {}
      for (last = i; last < n && !(what[last + 1] in known); ++last) {}
      for (i = first; i <= last; ++i) { print rows[i]; printed[i] = 1 }
      next
    }
    { print }' "$2" "$1" >"$1.new" && mv "$1.new" "$1"
}
