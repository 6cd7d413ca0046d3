#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes clock.json: series, event times and graphs with the clock offsets that the reference prototype gives.

    make_clock.py PROTOTYPES [OUT]

PROTOTYPES holds clockskew.py and synth.py. Values are rounded and judged again after rounding, so that both sides read
the same numbers. {"series":[{"a":[…],"b":[…],"most","lag","peak","margin"}],"events":[…],"graphs":[{"nodes","pairs":
[[a,b,lag,weight],…],"offsets":[…]}]}
"""
import json
import math
import sys
from pathlib import Path


def rounded(y):
    return [None if math.isnan(v) else float(f'{v:.6g}') for v in y]


def main():
    sys.path.insert(0, sys.argv[1])
    import numpy as np
    from clockskew import event_lag, pair_lag, solve_offsets
    from synth import make
    out = {'series': [], 'events': [], 'graphs': []}
    for seed in (2000, 2001, 2003):
        d = make(seed, skew=6.0)
        if d is None:
            continue
        M, pairs = d['metrics'], []
        for a, b in d['edges']:
            if 'requests' in M.get(a, {}) and 'requests' in M.get(b, {}):
                x, y = rounded(M[a]['requests']), rounded(M[b]['requests'])
                f = lambda v: np.array([np.nan if q is None else q for q in v])
                lag, z, m = pair_lag(f(x), f(y), max_lag=15)
                pairs.append((a, b, lag, min(m, 6) ** 2))
                if len(out['series']) < 6:
                    out['series'].append(dict(a=x, b=y, most=15, lag=lag, peak=z, margin=m))
        nodes = sorted({x for p in pairs for x in p[:2]})
        o = solve_offsets(pairs, nodes)
        ix = {s: k for k, s in enumerate(nodes)}
        out['graphs'].append(dict(nodes=len(nodes), pairs=[[ix[a], ix[b], lag, w] for a, b, lag, w in pairs],
                                  offsets=[o[s] for s in nodes]))
    g = np.random.default_rng(5)
    for rate, seen, extra, jit in ((.5, .5, .5, .5), (.5, .2, 1.0, .5), (.2, .2, 1.0, 1.0)):
        T = 1200
        lam = rate * np.exp(np.convolve(g.normal(size=T), np.ones(5) / 5, 'same'))
        ev = np.sort(np.concatenate([np.full(k, t) + g.random(k) for t, k in enumerate(g.poisson(lam)) if k]))
        sk = g.uniform(-300, 300)
        a = np.concatenate([ev[g.random(len(ev)) < seen], g.uniform(0, T, int(extra * seen * len(ev)))])
        keep = ev[g.random(len(ev)) < seen]
        b = np.concatenate([keep + g.exponential(jit, len(keep)), g.uniform(0, T, int(extra * seen * len(ev)))]) + sk
        a, b = sorted(round(float(v), 3) for v in a), sorted(round(float(v), 3) for v in b)
        lag, z, m = event_lag(a, b)
        out['events'].append(dict(a=a, b=b, true=sk, lag=lag, peak=z, margin=m))
    path = Path(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).parent / 'clock.json')
    path.write_text(json.dumps(out, separators=(',', ':')) + '\n')


main()
