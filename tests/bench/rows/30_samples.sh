# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Importing samples as text, beside victoria-metrics and promtool.

samples_import() { "$foreshock" import "$work/samples.prom" -o "$work/samples.foreshock" --quiet; }
before_samples_import() { rm -f "$work/samples.foreshock"; }
samples_parse() { "$foreshock" import "$work/samples.prom" -o "$work/none.foreshock" --dry-run --quiet; }
victoria_import() {
  curl -sf -T "$work/samples.prom" "http://127.0.0.1:$victoria_port/api/v1/import/prometheus" &&
    curl -sf "http://127.0.0.1:$victoria_port/internal/force_flush"
}
victoria_import_server_cpu() { cpu_of "$victoria_pid"; }
# Every round into an empty store.
before_victoria_import() { stop_victoria; start_victoria; }
# Where the data end is known: 15 s a sample from 14 March 2024, 08:00 on.
victoria_count() {
  curl -sf "http://127.0.0.1:$victoria_port/api/v1/query" --data-urlencode 'query=sum(count_over_time({job="node"}[10y]))' \
    --data-urlencode "time=$((1710403200 + 15 * samples_each + 60))" | grep -o '"[0-9.]*"\]' | tr -d '"]'
}
block_import() { "$foreshock" import "$work/block.om" -o "$work/block.foreshock" --quiet; }
before_block_import() { rm -f "$work/block.foreshock"; }
promtool_import() { "$(peer promtool)" tsdb create-blocks-from openmetrics "$work/block.om" "$work/promtool"; }
before_promtool_import() { rm -rf "$work/promtool"; }

samples_rows() {
  local how='`foreshock import samples.prom -o x.foreshock`' counted bytes
  if has victoria-metrics && has curl && start_victoria; then
    in_turn "$rounds" samples_import victoria_import
    row 'samples as text, samples a CPU second ÷ victoria-metrics' "$(ratio victoria_import samples_import cpu)" '×' '>= 8' "$how, \`curl -T samples.prom …/api/v1/import/prometheus\`, CPU of the server and curl"
    counted=" victoria-metrics=$(victoria_count)"
    stop_victoria
  else
    in_turn "$rounds" samples_import
    missing_row 'samples as text, samples a CPU second ÷ victoria-metrics' victoria-metrics '≥ 8'
  fi
  row 'samples import, millions a CPU second' "$(rate "${samples}e-6" "$(seconds samples_import cpu)")" M '' "$how"
  in_turn "$rounds" samples_parse
  row 'samples read without storing, millions a CPU second' "$(rate "${samples}e-6" "$(seconds samples_parse cpu)")" M '>= 10' '`--dry-run`, the whole process'
  bytes=$(wc -c <"$work/samples.foreshock")
  row 'bytes a sample' "$(awk -v a="$bytes" -v b="$samples" 'BEGIN { printf "%.2f", a / b }')" B '<= 3.6' "$((bytes / 1000000)) MB"
  agree_row 'samples' "foreshock=$(stored_samples "$work/samples.foreshock") written=$samples${counted:-}"
  if has promtool; then
    in_turn "$few_rounds" block_import promtool_import
    row 'OpenMetrics of one block, samples a CPU second ÷ promtool' "$(ratio promtool_import block_import cpu)" '×' '' '`promtool tsdb create-blocks-from openmetrics`'
    agree_row 'samples of that block' "foreshock=$(stored_samples "$work/block.foreshock") promtool=$("$(peer promtool)" tsdb list "$work/promtool" | awk 'NR > 1 { n += $5 } END { print n }')"
  else
    missing_row 'OpenMetrics of one block ÷ promtool' prometheus ''
  fi
  rm -rf "$work/promtool" "$work/block.foreshock"
}
# 200 series of floating point and counters, read and panned in process.
metrics_rows() { "$bench" metrics "$metrics_each" | tee -a "$work/rows"; }
stored_samples() { "$foreshock" sql "$1" 'SELECT count(*) FROM samples' --csv | tail -1 | tr -d '\r'; }
