#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the fixtures of the root-cause service ranking: incidents with what the reference prototype says of them.

    make_causes.py PROTOTYPES DATA [OUT]

PROTOTYPES holds root_service.py and flow_rank.py, DATA the folders petshop and nezha. OUT defaults to the folder
`causes` beside this script. Values are rounded to 6 significant digits, series cut to the last 45 or 22 samples before the alarm
(and what follows), and ranked after that, so that both sides read the same. Log records after the window are left
out: the product does not count what came later as what was usual before. Records are written as one message for each
masked form, with how many came before the window and in it.
One file a case: {"truth","services","edges","alarm":{"service","metric","ns"},"series":[{"service","metric","unit","t","x"}]
(t in seconds from the alarm),"logs":[{"service","message","before","now"}],"answers":[{"name","edges"?,
"without_counts","evidence":{"needed","top","ranking":[[service, score]]},"flow":{"convincing","ranking"}|null}]}
"""
import json
import sys
import warnings
from pathlib import Path

CASES = {
    'petshop': ['petshop-low-test-00', 'petshop-low-test-10'],
    'nezha': ['nezha-ob-2022-08-22-02', 'nezha-ob-2022-08-22-06', 'nezha-tt-2023-01-29-01', 'nezha-tt-2023-01-30-01'],
}
BACK = dict(petshop=45, nezha=22)       # samples kept before the alarm
LONGEST = 240   # letters of a message


def shortened(case, back, R, np):
    at = case.alarm['t']
    out = []
    for s in case.series:
        keep = np.flatnonzero(s.t < at)[-back:]
        rows = np.concatenate([keep, np.flatnonzero(s.t >= at)])
        seconds = np.round((s.t[rows] - at) * 60).astype(int)
        x = np.array([float('%.6g' % v) for v in s.x[rows]])
        out.append((s, seconds, x))
    alarm = dict(case.alarm, t=round(at * 60) * 10**9 / 6e10)
    series = [s._replace(t=(round(at * 60) * 10**9 + sec.astype('int64') * 10**9) / 6e10, x=x) for s, sec, x in out]
    logs = [(t, s, m[:LONGEST]) for t, s, m in case.logs if alarm['t'] - R.PAST <= t <= alarm['t'] + R.AFTER]
    return case._replace(series=series, alarm=alarm, logs=logs), [sec for _, sec, _ in out]


def masked_logs(case, R):
    seen = {}
    for t, service, message in case.logs:
        row = seen.setdefault((service, R.mask(message)), dict(service=service, message=message.split('\n')[0], before=0, now=0))
        row['now' if t >= case.alarm['t'] - R.BEFORE else 'before'] += 1
    return list(seen.values())


def answer(case, name, R, **extra):
    e = R.rank_by_evidence(case)
    needed = float(e['why'].split(',')[1].split()[0])
    flow = R.rank_by_flow(case)
    keep = lambda rows: [[r['service'], r['score']] for r in rows if r['score'] > 1e-9]
    return dict(extra, name=name, evidence=dict(abstains=bool(e['abstain']), needed=needed, ranking=keep(e['ranking'])),
                flow=dict(abstains=bool(flow['abstain']), ranking=keep(flow['ranking'])) if flow else None)


def damaged(case, drop, add, rng):
    edges = [e for e in case.edges if rng.random() >= drop]
    n = len(case.services)
    edges += [(case.services[i], case.services[j]) for i, j in (rng.choice(n, 2, replace=False) for _ in range(int(add * len(case.edges))))]
    return case._replace(edges=list(dict.fromkeys(edges)))


def main():
    prototypes, data = sys.argv[1:3]
    out = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).resolve().parent / 'causes'
    sys.path.insert(0, prototypes)
    warnings.filterwarnings('ignore')
    import numpy as np
    import root_service as R
    for folder, names in CASES.items():
        for name in names:
            case, seconds = shortened(R.load(f'{data}/{folder}/cases/{name}'), BACK[folder], R, np)
            rng = np.random.default_rng(0)
            answers = [answer(case, 'as it is', R)]
            for drop, add in ((.2, .5), (1, 0)):
                d = damaged(case, drop, add, rng)
                answers.append(answer(d, f'map: {drop:.0%} lost, {add:.0%} invented', R, edges=d.edges))
            bare = case._replace(series=[s for s in case.series if s.role != 'traffic'])
            answers.append(answer(bare, 'without request counts', R, without_counts=True))
            alarm = dict(service=case.alarm['service'], metric=case.alarm.get('metric') or '', ns=str(round(case.alarm['t'] * 60) * 10**9))
            units = unit_of(f'{data}/{folder}/cases/{name}')
            series = [dict(service=s.service, metric=s.metric, unit=units.get((s.service, s.metric), ''), t=sec.tolist(), x=s.x.tolist())
                      for s, sec in zip(case.series, seconds)]
            truth = json.load(open(f'{data}/{folder}/truth/{name}.json'))['root_cause_services']
            text = json.dumps(dict(truth=truth, services=case.services, edges=case.edges, alarm=alarm, logs=masked_logs(case, R), answers=answers,
                                   series=series), separators=(',', ':'), ensure_ascii=False)
            (out / f'{name}.json').write_text(text + '\n', encoding='utf-8')
            print(name, len(text))


def unit_of(folder):
    import csv
    with open(f'{folder}/metrics.csv', newline='', encoding='utf-8') as handle:
        return {(r['service'], r['metric']): r['unit'] for r in csv.DictReader(handle)}


if __name__ == '__main__':
    main()
