# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import json
import math

from bench import Case, row

TITLE = 'Change points as anomalies: NAB'
TEXT = '''
Every change point of `foreshock changepoints` taken as a detection, scored as numenta/NAB does (0 says nothing, 100 is perfect;
MIT). It is not what change points are for: a spike that returns is left out by design, and published detectors chose their
threshold on this very corpus. The figure guards against getting worse.
'''


def sigmoid(position):
    return -1.0 if position > 3 else 2 / (1 + math.exp(5 * position)) - 1


def score(length, spans, detections, false_weight=.11):
    best, total, false = {}, 0.0, 0
    for i in sorted(detections):
        if i < min(int(.15 * length), 750):
            continue
        inside = next((s for s in spans if s[0] <= i <= s[1]), None)
        if inside:
            a, b = inside
            best[inside] = max(best.get(inside, 0.0), sigmoid(-(b - i + 1) / (b - a + 1)) / sigmoid(-1))
            continue
        false += 1
        before = [s for s in spans if s[1] < i]
        total += false_weight * (sigmoid((i - before[-1][1]) / (before[-1][1] - before[-1][0])) if before else -1.0)
    return total + sum(best.values()) - (len(spans) - len(best)), len(best), false


def measure(bench):
    folder = bench.find('nab', '')
    if not folder:
        return [row('NAB score, standard profile', 'not measured')]
    labels = json.loads((folder / 'labels/combined_windows.json').read_text(encoding='utf-8'))
    samples, spans, lengths = [], {}, {}
    for path in sorted(folder.glob('data/*/*.csv')):
        name = f'{path.parent.name}/{path.name}'
        with open(path, newline='', encoding='utf-8') as handle:
            rows = list(csv.DictReader(handle))
        times = [r['timestamp'] for r in rows]
        lengths[name] = len(times)
        spans[name] = [(next(i for i, t in enumerate(times) if t >= a[:19]), max(i for i, t in enumerate(times) if t <= b[:19]))
                       for a, b in labels[name]]
        samples += [(1.6e9 + 300 * i, 'nab', name, r['value'], '') for i, r in enumerate(rows)]
    answer = bench.ask_case(Case(samples, None, []), 'changepoints')
    out = []
    for kind, types in (('shifts and bursts', ('shift', 'excursion')), ('shifts only', ('shift',))):
        total = caught = false = count = 0
        for s in answer:
            one = score(lengths[s['metric']], spans[s['metric']], [p['index'] for p in s['points'] if p['type'] in types])
            total, caught, false, count = total + one[0], caught + one[1], false + one[2], count + len(spans[s['metric']])
        out.append(row(f'NAB score, standard profile, {kind}', f'{100 * (total + count) / (2 * count):.1f} (n {len(answer)})',
                       how=f'{caught} of {count} windows caught, {false} false detections'))
    return out
