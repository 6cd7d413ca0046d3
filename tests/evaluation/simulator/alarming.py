# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is told, and when: thresholds on errors and latency that hold four minutes of five, told up to eight minutes later."""
from simulator.draws import median
from simulator.estate import MINUTES


def real_alarms(g, seen, origin):
    """Alarms of what truly broke. The service that broke has none in three of five incidents, and a quarter of the
    others (but the first) has none at all."""
    out = []
    is_origin_silent = g.chance(.6)
    for i in range(len(seen['errors'])):
        if (i == origin and is_origin_silent) or (i != 0 and g.chance(.25)):
            continue
        for metric, limit in (('errors', .03), ('latency', 2.2 * median(seen['latency'][i][:200]))):
            begun = _holds_from(seen[metric][i], limit)
            if begun is not None:
                time = begun + 5 + g.uniform(0, 8)
                if time < MINUTES:
                    out.append(dict(service=i, time=time, metric=metric))
    return out


def false_alarms(g, n):
    """Up to four that mean nothing, at any time."""
    return [dict(service=g.below(0, n), time=g.uniform(30, MINUTES - 5), metric=g.choice(['errors', 'latency', 'cpu']))
            for _ in range(g.below(0, 5))]


def _holds_from(series, limit):
    """The first minute from which four of five are above the limit."""
    return next((t for t in range(MINUTES - 4) if sum(x > limit for x in series[t:t + 5]) >= 4), None)
