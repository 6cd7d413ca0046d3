#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the ranking fixtures: gridded incidents with the answer that the reference prototype gives.

    make_fixtures.py PROTOTYPES [OUT] [--seeds 0,1] [--synth FIRST-LAST]

PROTOTYPES holds incident2.py and friends. OUT defaults to the folder `ranking` beside this script.
Values are rounded to 6 significant digits and ranked again after rounding, so that both sides read the same numbers.
One file an incident: {"minutes","services","edges","series":[{"service","metric","unit","power","values"}],"changes",
"alarms","early","cases":[{"name","drop_series","drop_changes","drop_alarms","no_early","answer"}]}; a value is
an integer times 10^power, null a gap. All lists in canonical order (as IncidentGrid::sort makes it).
"""
import argparse
import inspect
import json
import math
import sys
import warnings
from pathlib import Path

DIGITS = 6


def rounded(y, np):
    """(power of ten, integers or None): 6 significant digits of the largest value"""
    top = np.nanmax(np.abs(y)) if not np.all(np.isnan(y)) else 1.0
    power = (math.floor(math.log10(top)) if top > 0 else 0) - DIGITS + 1
    scale = 10.0 ** power
    ints = [None if np.isnan(v) else int(round(float(v) / scale)) for v in y]
    return power, ints


def value(i, power):
    """the same arithmetic as the reader's: one exact power of ten, one division or product"""
    return i / (10.0 ** -power) if power < 0 else i * (10.0 ** power)


def canonical(inc, np):
    metrics, packed = {}, []
    for s in sorted(inc['metrics']):
        for n in sorted(inc['metrics'][s]):
            power, ints = rounded(np.asarray(inc['metrics'][s][n], float), np)
            metrics.setdefault(s, {})[n] = np.array([np.nan if i is None else value(i, power) for i in ints])
            packed.append(dict(service=s, metric=n, unit=inc.get('units', {}).get((s, n), ''), power=power, values=ints))
    edges = sorted((e[0], e[1], e[2] if len(e) > 2 else 'hard') for e in inc['edges'])
    changes = sorted(inc['changes'], key=lambda c: (c['start'], c['id']))
    alarms = sorted((dict(a, id=a.get('id', f'alarm-{k}')) for k, a in enumerate(inc['alarms'])), key=lambda a: (a['time'], a['id']))
    early = {k: sorted(v) for k, v in inc.get('early', {}).items()}
    out = dict(inc, metrics=metrics, edges=edges, changes=changes, alarms=alarms, early=early, services=sorted(inc['services']))
    return out, packed


def name_blind(incident2):
    """The prototype merges a service's onsets in the order of its series. The product takes the strongest first, so that no
    answer depends on names; the fixtures follow it. (Matters in one scenario of eight.)"""
    source = inspect.getsource(incident2.origins)
    loop = '    for (s, ch), (o, t, seen) in W.items():\n'
    assert source.count(loop) == 1
    ordered = '''    def weigh(item):
        (s, ch), (o, t, seen) = item
        t = t0 if t is None else t
        miss = sum(s not in I['below'].get(a, ()) for a in alarmed)
        when = math.exp(-max(0, t - t0 - 3) / PAR['late']) * (1 if s in alarmed else math.exp(-max(0, t0 - t - 10) / PAR['early']))
        return -(o + .03) * when * PAR['cover'] ** min(miss, PAR['cover_max']), t
    for (s, ch), (o, t, seen) in sorted(W.items(), key=weigh):
'''
    exec(source.replace(loop, ordered), incident2.__dict__)


def case(inc, name, rank, drop_series=(), drop_changes=(), drop_alarms=(), no_early=False):
    metrics = {s: {n: y for n, y in ms.items() if f'{s}/{n}' not in drop_series} for s, ms in inc['metrics'].items()}
    metrics = {s: ms for s, ms in metrics.items() if ms}
    cut = dict(inc, metrics=metrics, changes=[c for c in inc['changes'] if c['id'] not in drop_changes],
               alarms=[a for a in inc['alarms'] if a['id'] not in drop_alarms])
    if no_early:
        cut = dict(cut, early={}, changes=[c for c in cut['changes'] if not c['id'].startswith('earlier-')])
    r = rank(cut)
    lead = r['leading_series']
    best = [h for h in r['suspects'] if h.get('best')]
    answer = dict(
        verdict=r['verdict'], first=None, onset=r.get('t_on'), origin=r['origin'][0]['service'] if r['origin'] else None,
        alarms=[a['id'] for a in r['groups'][0]] if r['groups'] else [], groups=len(r['groups']),
        non={k: float(v) for k, v in r['nonanswers'].items()}, lead=f'{lead[0]}/{lead[1]}' if lead else None,
        explained=list(r.get('explained') or []), step=bool(r.get('step')),
        suspects=[[h['id'], float(h['p']), float(h['score'])] for h in r['suspects']],
        ceilings={h['id']: [f'{x[1][0]}/{x[1][1]}', float(x[2]), float(x[3])] for h in best for x in h['best']['rows'] if x[0] == 'ceiling'})
    del answer['first']
    return dict(name=name, drop_series=sorted(drop_series), drop_changes=sorted(drop_changes), drop_alarms=sorted(drop_alarms),
                no_early=no_early, answer=answer)


def write(path, inc, packed, cases):
    data = dict(minutes=int(inc['minutes']), services=inc['services'], edges=inc['edges'], changes=inc['changes'],
                alarms=inc['alarms'], early=[[k[0], k[1], v] for k, v in sorted(inc['early'].items())], series=packed, cases=cases)
    path.write_text(json.dumps(data, separators=(',', ':'), default=float) + '\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('prototypes')
    ap.add_argument('out', nargs='?', default=str(Path(__file__).resolve().parent / 'ranking'))
    ap.add_argument('--seeds', default='0,1')
    ap.add_argument('--synth', help='seeds of the simulator, FIRST-LAST, instead of the scenarios')
    args = ap.parse_args()
    sys.path.insert(0, args.prototypes)
    warnings.filterwarnings('ignore')
    import numpy as np
    import incident2
    name_blind(incident2)
    rank = incident2.rank
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    if args.synth:
        import synth
        a, b = map(int, args.synth.split('-'))
        for seed in range(a, b + 1):
            made = synth.make(seed)
            if made is None:          # that seed raises no alarm
                continue
            inc, packed = canonical(made, np)
            write(out / f'synth-{seed}.json', inc, packed, [case(inc, 'all', rank)])
        return
    from scenario_incident import NAMES, build, load
    for name in NAMES:
        sc = load(name)
        for seed in map(int, args.seeds.split(',')):
            inc, packed = canonical(build(sc, seed), np)
            cases = [case(inc, 'all', rank)]
            if name.startswith('kinesis'):
                every = [f"{s['service']}/{s['metric']}" for s in packed]
                via = {f"{m['service']}/{m['id']}" for m in sc['metrics'] if m.get('seen_via') == 'cloudwatch'}
                cases += [
                    case(inc, 'no series seen via cloudwatch', rank, drop_series=via),
                    case(inc, 'no series at all', rank, drop_series=set(every)),
                    case(inc, 'only threads and errors', rank, drop_series={s for s in every if 'threads' not in s and 'errors' not in s}),
                    case(inc, 'without threads', rank, drop_series={s for s in every if 'threads' in s}),
                    case(inc, 'without the trigger', rank, drop_changes={sc['truth']['trigger']}),
                    case(inc, "front end's own alarms removed", rank, drop_alarms={a['id'] for a in inc['alarms'] if a['service'] == 'kinesis-frontend'}),
                    case(inc, 'without earlier runs', rank, no_early=True),
                ]
            write(out / f'{name}-{seed}.json', inc, packed, cases)


if __name__ == '__main__':
    main()
