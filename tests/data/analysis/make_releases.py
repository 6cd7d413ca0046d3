#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes releases.json: small simulated incidents among releases, with what the reference prototype says of each release.

    make_releases.py PROTOTYPES [OUT]

PROTOTYPES holds change_rank.py. The incidents are those of tests/evaluation/simulator/rollouts.py, made small. Values
are rounded, and ranked after that, so that both sides read the same numbers. Times are milliseconds from the first
release's start; samples of a series are a minute apart. A service's own series are read by the prototype as calls of
the service to itself, so that the gap that it sees in its calls holds its own gap as well. Steps that began after the
alarm are left out.
[{"services","edges","alarm","steps":[{"group","service","start","done","new","removed"}],"series":[{"service","instance",
"metric","from","x"}],"releases":[{"service","gap","widest_gap","silence","cpu","latency","lag","reach","near","score"}]}]
"""
import json
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMALL = dict(decoys=3, least_services=4, most_services=5, most_instances=4, history=13, earlier=8)
SEEDS = range(40)


def as_values(r):
    alarm = r.alarms[0][1]
    releases = {n: x for n, x in r.releases.items() if x['steps'] and x['at'] <= alarm}
    zero = min(x['at'] for x in releases.values())
    ms = lambda minute: round((minute - zero) * 60000)
    steps = [dict(group=n, service=x['service'], start=ms(start), done=ms(done), new=new, removed=removed)
             for n, x in releases.items() for start, done, new, removed in x['steps'] if start <= alarm]
    series = {}
    for t, k, seen in r.rows:
        if t > alarm + 4:
            continue
        for metric, x in seen.items():
            s = series.setdefault((r.services[k.service], k.name, metric), dict(service=r.services[k.service], instance=k.name,
                                                                                metric=metric, **{'from': ms(t)}, x=[]))
            assert ms(t) - s['from'] == 60000 * len(s['x'])
            s['x'].append(float(f'{x:.4g}'))
    return dict(services=r.services, edges=r.edges, alarm=ms(alarm), steps=steps, series=list(series.values()))


def judged(case, change_rank, pd):
    rows = {}
    for s in case['series']:
        kind, _, callee = s['metric'].partition('.')
        for i, x in enumerate(s['x']):
            t = s['from'] / 1000 + 60 * i
            if -3600 <= t <= case['alarm'] / 1000 + 240:
                row = rows.setdefault((t, s['instance'], callee),
                                      dict(t=t, pod=s['instance'], cl=s['service'], sv=callee or s['service'], svc=s['service'], ver='',
                                           sr=float('nan'), lat=float('nan'), cpu=float('nan')))
                row[dict(success_rate='sr', latency='lat', cpu='cpu')[kind]] = x
    releases = {}
    for s in case['steps']:
        r = releases.setdefault(s['service'], dict(start=s['start'] / 1000, steps=[]))
        r['steps'].append((s['done'] / 1000, s['new'], s['removed']))
    found = change_rank.features(releases, pd.DataFrame(list(rows.values())), case['edges'], case['alarm'] / 1000)
    return [dict(service=s, gap=f['did'], widest_gap=max(f['did'], f['cdid']), silence=f['sil'], cpu=f['cpu'], latency=f['lat'],
                 lag=f['lag'], reach=float(f['topo']), near=float(f['near']), score=change_rank.score(f)) for s, f in found.items()]


def main():
    sys.dont_write_bytecode = True
    sys.path[:0] = [sys.argv[1], str(HERE.parent.parent / 'evaluation')]
    warnings.filterwarnings('ignore')
    import change_rank
    import pandas as pd
    from simulator.rollouts import make_rollouts
    cases, kinds = [], {}
    for seed in SEEDS:
        r = make_rollouts(seed, **SMALL)
        if r is None or not r.culprit or r.fault in kinds:
            continue  # one of each kind
        case = as_values(r)
        case['releases'] = judged(case, change_rank, pd)
        kinds[r.fault] = seed
        cases.append(case)
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / 'releases.json'
    out.write_text('[' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + ']\n', encoding='utf-8')
    print(kinds, out.stat().st_size)


if __name__ == '__main__':
    main()
