# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Questions to one incident file that holds all logs and samples, asked in process; the window; whole processes.

store_rows() {
  "$foreshock" import "$work/samples.prom" -o "$work/logs.foreshock" --quiet >/dev/null 2>&1
  "$bench" store "$work/logs.foreshock" | tee -a "$work/rows"
}

window_rows() { "$bench" | tee -a "$work/rows"; }
analysis_rows() { "$bench" analysis "$work/logs.foreshock" | tee -a "$work/rows"; }

suspects_verb() { "$foreshock" suspects "$work/k.foreshock" --json; }
kinesis_literal() { "$foreshock" logs "$work/k.foreshock" '"thread create"' --count; }
kinesis_grep() { grep -c 'thread create' "$work/case/logs.jsonl"; }
render_window() { "$foreshock" render "$work/k.foreshock" --view window -o "$work/x.png"; }

process_rows() {
  "$foreshock" scenario build kinesis-2020-11-25 -o "$work/k.foreshock" --keep "$work/case" --quiet >/dev/null
  in_turn 7 suspects_verb kinesis_literal kinesis_grep render_window
  row 'foreshock suspects, Kinesis' "$(seconds suspects_verb wall)" s '' 'whole process'
  row 'foreshock logs --count of a literal, 10,014 records' "$(seconds kinesis_literal wall)" s '' 'whole process'
  row 'grep -c of the same in logs.jsonl' "$(seconds kinesis_grep wall)" s '' 'whole process'
  row 'foreshock render --view window' "$(seconds render_window wall)" s '' 'whole process'
}
