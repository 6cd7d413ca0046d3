# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes that did not do it: all day long, and some just before the alarms and near them."""
import math

from simulator.draws import ramp
from simulator.estate import MINUTES, add, multiply

KINDS = ['deploy', 'config', 'capacity', 'flag', 'schema']


def add_decoys(g, estate, count=None):
    for _ in range(g.below(8, 40) if count is None else count):
        service, start, length = g.below(0, estate.map.n), g.uniform(20, MINUTES * .95), g.choice([1, 3, 10, 30, 60])
        estate.change(service, start, length, g.choice(KINDS))
        if g.chance(.35):
            _leave_a_trace(g, estate, service, start, length)


def _leave_a_trace(g, e, i, start, length):
    """Harmless, but to be seen: a new level, a cold cache, or a few more errors."""
    what = g.below(0, 5)
    if what == 0:
        more = g.uniform(-.25, .2)
        multiply(e.latency_factor[i], lambda t: 1 + more * ramp(t, start, length))
    elif what == 1:
        more = e.threads[i] * g.uniform(-.2, .25)
        add(e.more_threads[i], lambda t: more * ramp(t, start, length))
    elif what == 2:
        more = g.uniform(-15, 12)
        add(e.more_memory[i], lambda t: more * ramp(t, start, length))
    elif what == 3:
        multiply(e.latency_factor[i], lambda t: 1 + .3 * math.exp(-(t - start) / 6) if t >= start else 1)
    else:
        add(e.more_errors[i], lambda t: .002 * ramp(t, start, length))


def add_near_decoys(g, estate, alarmed, first):
    """The nasty ones: minutes before the first alarm, mostly on services that were alarmed. They change nothing."""
    for _ in range(g.below(1, 5)):
        service = g.choice(alarmed) if g.chance(.6) else g.below(0, estate.map.n)
        estate.change(service, first - g.uniform(2, 25), g.choice([1, 3, 10]), g.choice(KINDS))
