# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
from bench import instant, rfc3339, row, share
from causes import brier, hits, place, small_part, truths

TITLE = 'Root-cause service: Nezha'
TEXT = '''
`foreshock causes` on injected faults in OnlineBoutique (ob) and TrainTicket (tt), a minute a sample and some ten minutes of
past (Yu et al., Nezha, ESEC/FSE 2023; MIT). No request counts at the entry, so each service's own series decide.
Specificity is of fault-free windows; those "cut otherwise" are cuts of seven quiet stretches of one recording (ob) and of one
(tt), so worth far fewer than their number, and the rule for what an earlier fault left behind was made with them.
'''
PUBLISHED = {'ob': '.16 / .63 / .93 (MicroRCA); with logs and traces .93 / .96 / .96 (Nezha)', 'tt': '–'}
GOAL = {'ob': '≥ .85 / .94 / .98', 'tt': '≥ .60 (first)'}


def quiet(truth, case):
    """The recording until the fault, an alarm without metric 90 s before; None with too little past."""
    if 'fault_from' not in truth:
        return None
    cut = instant(truth['fault_from'])
    times = sorted({round(s[0] / 60) for s in case.samples if s[0] < cut - 90 - 8 * 60})
    return case.until(cut, dict(case.alarms[0], time=rfc3339(cut - 90), metric='')) if len(times) >= 5 else None


def other_quiet(truth, case):
    """More fault-free recordings, none shorter than a quiet one: other alarm times before the fault, less past."""
    if 'fault_from' not in truth:
        return
    cut = instant(truth['fault_from'])
    first = min(s[0] for s in case.samples)
    for past in (12, 20, 40, 60):
        start = cut - 60 * past
        if start < first - 90:
            break
        for before in (60, 75, 105, 120):
            window = case.until(cut, dict(case.alarms[0], time=rfc3339(cut - before), metric=''))
            window.samples = [s for s in window.samples if s[0] >= start]
            window.logs = [l for l in window.logs if instant(l['time']) >= start]
            yield window


def measure(bench):
    folder = bench.find('nezha', 'analysis/causes')
    cases = list(truths(folder)) if folder else list(small_part(bench.small / 'analysis/causes', 'nezha'))
    rows, sure = [], []
    for system, name in (('ob', 'OnlineBoutique'), ('tt', 'TrainTicket')):
        ranks, nearest, empty, calls, calm, other = [], [], [], [], [], []
        for truth, case in cases:
            if truth['system'] != system:
                continue
            answer = bench.ask_case(case, 'causes')
            ranks.append(place(answer, truth))
            nearest.append(place(answer, truth, ('services', 'nearest')))
            empty.append(not answer['services'])
            if answer['services']:
                sure.append((answer['services'][0]['probability'], ranks[-1] == 1))
            calls.append(place(bench.ask_case(case.without(lambda m: m.startswith('call_')), 'causes'), truth))
            window = quiet(truth, case)
            if window:
                calm.append(not bench.ask_case(window, 'causes')['services'])
            other += [not bench.ask_case(w, 'causes')['services'] for w in other_quiet(truth, case)]
        rows.append(row(f'{name}: among the first 1 / 3 / 5', hits(ranks), PUBLISHED[system], GOAL[system], 'an empty list is a miss'))
        rows.append(row(f'{name}: the same with `nearest`', hits(nearest), how='where nothing stands out, the three below the bar'))
        rows.append(row(f'{name}: nothing stands out', share(empty), how='incidents with an empty list'))
        rows.append(row(f'{name}: without call series', hits(calls), goal='≥ .65 / .83 / .87' if system == 'ob' else '–',
                        how='the same cases, call_* dropped'))
        rows.append(row(f'{name}: specificity', share(calm), goal='≥ .95', how='the recording until the fault, alarm 90 s before'))
        rows.append(row(f'{name}: specificity, cut otherwise', share(other), goal='≥ .95',
                        how='its last 12 to 60 min until the fault, alarm 60 to 120 s before'))
    rows.append(row('Brier score of the first probability', brier(sure), how='cases with an answer'))
    return rows
