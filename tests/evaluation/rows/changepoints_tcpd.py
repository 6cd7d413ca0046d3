# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import json

from bench import Case, row

TITLE = 'Change points: TCPD'
TEXT = '''
`foreshock changepoints` against people's annotations (van den Burg and Williams, An Evaluation of Change Point Detection
Algorithms, arXiv:2003.06222; annotations MIT), shifts only, default settings. F1 with 5 samples of margin: precision against
the union of annotators, recall their mean. Covering: how well segments overlap. The published figures are means over 30
series; those here are the ones whose licence lets us pass them on.
'''
MARGIN = 5


def matched(truth, found):
    left, n = sorted(found), 0
    for point in sorted(truth):
        near = [x for x in left if abs(x - point) <= MARGIN]
        if near:
            left.remove(min(near, key=lambda x: abs(x - point)))
            n += 1
    return n


def f1(annotations, found):
    found, marked = set(found) | {0}, [set(a) | {0} for a in annotations]
    precision = matched(set().union(*marked), found) / len(found)
    recall = sum(matched(m, found) / len(m) for m in marked) / len(marked)
    return 2 * precision * recall / (precision + recall)


def segments(changes, length):
    edges = [0] + sorted(c for c in set(changes) if 0 < c < length) + [length]
    return list(zip(edges, edges[1:]))


def covering(annotations, found, length):
    total = 0.0
    for annotation in annotations:
        for a, b in segments(annotation, length):
            total += (b - a) * max((min(b, d) - max(a, c)) / (max(b, d) - min(a, c)) if min(b, d) > max(a, c) else 0
                                   for c, d in segments(found, length))
    return total / length / len(annotations)


def series_of(bench):
    """name → values, annotations"""
    folder = bench.find('tcpd', 'analysis/tcpd')
    if folder:
        marks = json.loads((folder / 'annotations.json').read_text(encoding='utf-8'))
        for path in sorted(folder.glob('datasets/*/*.json')):
            data = json.loads(path.read_text(encoding='utf-8'))
            yield path.stem, data['series'][0]['raw'], list(marks[path.stem].values())
        return
    for path in sorted((bench.small / 'analysis/tcpd').glob('*.json')):
        data = json.loads(path.read_text(encoding='utf-8'))
        yield path.stem, data['values'], list(data['annotations'].values()) if isinstance(data['annotations'], dict) else data['annotations']


def measure(bench):
    all_ = list(series_of(bench))
    samples = [(1.6e9 + 60 * i, 'tcpd', name, '' if v is None else repr(v), '') for name, values, _ in all_ for i, v in enumerate(values)]
    answer = bench.ask_case(Case(samples, None, []), 'changepoints')
    found = {s['metric']: [p['index'] for p in s['points'] if p['type'] == 'shift'] for s in answer}
    n = len(all_)
    f = sum(f1(marks, found[name]) for name, _, marks in all_) / n
    c = sum(covering(marks, found[name], len(values)) for name, values, marks in all_) / n
    none = sum(f1(marks, []) for name, _, marks in all_) / n, sum(covering(marks, [], len(values)) for name, values, marks in all_) / n
    return [row('F1', f'{f:.3f} (n {n})', '.738 (BINSEG, n 30)', '≥ .801 (n 30)', f'saying nothing scores {none[0]:.3f}'),
            row('covering', f'{c:.3f} (n {n})', '.697 (AMOC, n 30)', '≥ .742 (n 30)', f'saying nothing scores {none[1]:.3f}')]
