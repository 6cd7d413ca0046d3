# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the evaluations of `foreshock causes` share."""
import json

from bench import Case, rfc3339


def truths(folder):
    for path in sorted((folder / 'truth').glob('*.json')):
        truth = json.loads(path.read_text(encoding='utf-8'))
        yield truth, Case.read(folder / 'cases' / truth['case'])


def small_part(folder, prefix):
    """Cases of tests/data/analysis/causes (without their logs, which are kept as counts)."""
    for path in sorted(folder.glob(prefix + '*.json')):
        data = json.loads(path.read_text(encoding='utf-8'))
        at = int(data['alarm']['ns']) / 1e9
        samples = sorted((at + t, s['service'], s['metric'], repr(x), s['unit'])
                         for s in data['series'] for t, x in zip(s['t'], s['x']))
        topology = dict(services=data['services'], dependencies=[{'from': a, 'to': b} for a, b in data['edges']])
        alarm = dict(time=rfc3339(at), service=data['alarm']['service'], metric=data['alarm']['metric'], title='alarm')
        truth = dict(case=path.stem, root_cause_services=data['truth'], system=path.stem.split('-')[1],
                     alarm_metric='latency' if 'latency' in data['alarm']['metric'] else 'availability', scenario='low_traffic')
        yield truth, Case(samples, topology, [alarm])


def place(answer, truth, lists=('services',)):
    """Rank of the first right service, 99 if none is listed."""
    names = [s['service'] for l in lists for s in answer[l]]
    return min((names.index(s) + 1 for s in truth['root_cause_services'] if s in names), default=99)


def hits(ranks):
    """"1.000 / 1.000 / 1.000 (n 8)" among the first 1, 3, 5"""
    n = len(ranks)
    return ' / '.join(f'{sum(r <= k for r in ranks) / n:.3f}' for k in (1, 3, 5)) + f' (n {n})' if n else '– (n 0)'


def brier(answers):
    """Mean squared error of the first service's probability: (probability, was right)."""
    return f'{sum((p - ok) ** 2 for p, ok in answers) / len(answers):.3f} (n {len(answers)})' if answers else '–'
