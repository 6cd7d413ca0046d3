# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
from bench import instant, rfc3339, row, share
from causes import brier, hits, place, small_part, truths

TITLE = 'Root-cause service: PetShop'
TEXT = '''
`foreshock causes` on incidents of a microservice shop on AWS with request counts (Hardt et al., The PetShop Dataset, CLeaR
2024; CC BY 4.0). The true service must come first in `services`; an empty list is a miss. Specificity: share of fault-free
windows for which the list is empty; they were looked at while the rule for calm alarms was made, and are one recording of
twelve hours, cut.
'''
PUBLISHED = {'latency': '.57', 'availability': '.83'}


def windows(truth, case):
    """Fault-free recordings with an alarm in them: 18 minutes before the cut, every 50 minutes."""
    first = min(s[0] for s in case.samples)
    end = instant(truth['incident_first_sample']) - 60 if 'incident_first_sample' in truth else None
    while end and end - first > 6 * 3600:
        yield case.until(end, dict(case.alarms[0], time=rfc3339(end - 18 * 60)))
        end -= 50 * 60


def measure(bench):
    folder = bench.find('petshop', 'analysis/causes')
    cases = list(truths(folder)) if folder else list(small_part(bench.small / 'analysis/causes', 'petshop'))
    rows = []
    counts = lambda name: name.startswith('requests')
    sure, by_metric, bare = [], {}, []
    for truth, case in cases:
        answer = bench.ask_case(case, 'causes')
        by_metric.setdefault(truth['alarm_metric'], []).append(place(answer, truth))
        if answer['services']:
            sure.append((answer['services'][0]['probability'], place(answer, truth) == 1))
        bare.append(place(bench.ask_case(case.without(counts), 'causes'), truth))
    for metric, ranks in sorted(by_metric.items()):
        rows.append(row(f'low traffic, {metric}: among the first 1 / 3 / 5', hits(ranks), PUBLISHED[metric] + ' (first)', '≥ 1.0 (first)',
                        'all cases, the alarm as given'))
    rows.append(row('without request counts, among the first 1 / 3 / 5', hits(bare), how='the same cases, request series dropped'))
    rows.append(row('Brier score of the first probability', brier(sure), how='cases with an answer'))
    quiet = [w for truth, case in cases for w in windows(truth, case)]
    rows.append(row('specificity', share(not bench.ask_case(w, 'causes')['services'] for w in quiet), goal='1.0',
                    how='the fault-free recording cut every 50 min, alarm 18 min before the cut'))
    rows.append(row('specificity without request counts', share(not bench.ask_case(w.without(counts), 'causes')['services'] for w in quiet),
                    goal='≥ .95', how='the same windows, request series dropped'))
    return rows
