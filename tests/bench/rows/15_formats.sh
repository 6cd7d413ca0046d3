# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every text format beside the fastest: half of each record is random text, so that formats pack alike.

format_bytes=$((lines > 1000000 ? 60000000 : 10000000))
format_import() {
  "$foreshock" import "$work/$format.log" --format "$format" --year 2020 --start 2020-11-25T00:00:00Z \
    -o "$work/format.foreshock" --quiet
}
before_format_import() { rm -f "$work/format.foreshock"; }
json_parse() { "$foreshock" import "$work/logs/app.jsonl" --dry-run -o "$work/none.foreshock" --quiet; }

format_rows() {
  local file format json
  : >"$work/formats"
  for file in resources/formats/*.json; do
    format=$(basename "$file" .json)
    "$data" format "$file" "$work/$format.log" "$format_bytes"
    rm -f "$figures/format_import"
    in_turn "$few_rounds" format_import
    echo "$(awk '{ print $1 }' "$figures/format_import" | sort -g | head -1) $format" >>"$work/formats"
    rm -f "$work/$format.log" "$work/format.foreshock" "$figures/format_import"
  done
  sort -g "$work/formats" -o "$work/formats"
  row "text formats, CPU of the slowest ($(tail -1 "$work/formats" | cut -d' ' -f2)) ÷ the fastest ($(head -1 "$work/formats" | cut -d' ' -f2))" \
    "$(awk 'NR == 1 { least = $1 } { most = $1 } END { printf "%.2f", most / least }' "$work/formats")" '' '<= 1.5' \
    "\`foreshock import\` of $((format_bytes / 1000000)) MB in each of $(wc -l <"$work/formats") formats, half of each record random text"
  json=$(wc -c <"$work/logs/app.jsonl")
  in_turn "$rounds" json_parse
  row 'JSON lines before compression, a CPU second' "$(rate "$((json / 1000000))" "$(seconds json_parse cpu)")" MB '>= 300' \
    '`foreshock import app.jsonl --dry-run`'
}
