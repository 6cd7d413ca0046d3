#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes change_points.json: what the reference prototype finds in the series of tcpd/ and in made ones.

    make_change_points.py PROTOTYPES
"""
import json
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent


def made(np):
    """names of what is in them; 6 significant digits"""
    g = np.random.default_rng(5)
    n = lambda k: g.normal(size=k)
    step = np.concatenate([n(70), n(50) + 4])
    holes = step.copy()
    holes[[3, 4, 40, 69, 70, 71, 100]] = np.nan
    ar = np.zeros(480)
    for k in range(1, 480):
        ar[k] = .8 * ar[k - 1] + .6 * g.normal()
    burst = n(300) * .2
    burst[150:155] += 6
    spikes = n(200) * .3 + np.repeat([0, 2], 100)
    spikes[[20, 60, 61, 130]] += 9
    long = n(7001) + np.repeat([0, 1.5, -1, -1, 3, 3, 3], 1000 + np.arange(7) // 6)[:7001]
    long[g.random(7001) < .05] = np.nan
    ramp = np.concatenate([np.zeros(100), np.linspace(0, 8, 60), np.full(90, 8.0)]) + n(250) * .3
    return dict(one_step=step, step_with_gaps=holes, autocorrelated_no_change=ar, burst_returns=burst, spikes_and_a_step=spikes,
                long_binned=long, ramp_to_plateau=ramp, two_levels_without_noise=np.repeat([1.0, 2.0], 12))


def main():
    sys.path.insert(0, sys.argv[1])
    warnings.filterwarnings('ignore')
    import numpy as np
    from cpd import change_points
    out = []

    def add(name, y, values):
        points = {str(clean).lower(): [[p['index'], p['lo'], p['hi'], p['kind'], p['step'], p['gain']] for p in change_points(y, clean=clean)]
                  for clean in (True, False)}
        out.append(dict(name=name, despiked=points['true'], plain=points['false'], **({'values': values} if values is not None else {})))
    for path in sorted((HERE / 'tcpd').glob('*.json')):
        values = json.loads(path.read_text())['values']
        add(path.stem, np.array([np.nan if v is None else v for v in values], float), None)
    for name, y in made(np).items():
        values = [None if np.isnan(v) else float(f'{v:.6g}') for v in y]
        add(name, np.array([np.nan if v is None else v for v in values], float), values)
    (HERE / 'change_points.json').write_text(json.dumps(out, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    main()
