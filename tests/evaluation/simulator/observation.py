# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is recorded of what happened: every service's clock is off, samples and stretches are lost, some services are
blind, some series were never set up. How far clocks are off is told to nobody."""
import math

from simulator.draws import clipped
from simulator.estate import MINUTES
from simulator.physics import METRICS


def recorded(g, e, happened, skew, end):
    """{service: {metric: values of minutes 0 … end, None: lost}}"""
    out = {}
    offsets = [g.uniform(-skew, skew) for _ in range(e.map.n)]
    for i, name in enumerate(e.map.names):
        if g.chance(.08):
            continue
        out[name] = {metric: _series(g, metric, happened[metric][i], happened['requests'][i], offsets[i])[:end]
                     for metric in METRICS if not g.chance(.06)}
    return out


def _series(g, metric, truth, requests, offset):
    y = [_at(truth, t - offset) for t in range(MINUTES)]
    if metric == 'errors':  # a share is counted over what was asked, 400 requests a minute at most
        asked = [clipped(r, 5, 400) for r in requests]
        y = [g.poisson(clipped(x, 0, 1) * n) / n for x, n in zip(y, asked)]
    lost = g.uniform(0, .08)
    y = [None if g.chance(lost) else x for x in y]
    for _ in range(g.below(0, 3)):
        start, length = g.below(0, MINUTES - 40), g.below(5, 35)
        y[start:start + length] = [None] * length
    return y


def _at(series, t):
    """Between two minutes, a straight line; before the first and after the last, their value."""
    t = clipped(t, 0, MINUTES - 1)
    k = min(math.floor(t), MINUTES - 2)
    return series[k] * (1 - t + k) + series[k + 1] * (t - k)
