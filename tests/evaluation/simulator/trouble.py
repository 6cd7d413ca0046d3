# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The seven ways in which it goes wrong; five of them are a change's doing."""
from simulator.draws import ramp
from simulator.estate import MINUTES, add, multiply

# Share of incidents of each family.
FAMILIES = {'ceiling': .22, 'leak': .18, 'regression': .18, 'overload_below': .12, 'latent': .08, 'none_surge': .11,
            'none_hardware': .11}


class Trouble:
    """family; origin: the service that breaks; change: the place of the change that did it, or None."""

    def __init__(self, g, estate, family=''):
        self.family = family or g.choices(list(FAMILIES), list(FAMILIES.values()))[0]
        self.at = g.below(int(MINUTES * .55), int(MINUTES * .8))  # when it shall break, roughly
        self.origin = g.choice([i for i in range(estate.map.n) if estate.map.callers[i]] or list(range(estate.map.n)))
        self.change = getattr(self, '_' + self.family)(g, estate)

    def _ceiling(self, g, e):
        """Capacity is added slowly; what grows by itself afterwards meets a hard limit of threads much later."""
        o, delay, length = self.origin, g.below(40, 200), g.below(15, 70)
        start = max(60, self.at - delay - length)
        more, growth = e.threads[o] * g.uniform(.12, .5), e.threads[o] * g.uniform(.03, .12)
        add(e.more_threads[o], lambda t: more * ramp(t, start, length) +
            min(growth * max(0., (t - start - length) / delay), e.threads[o] * .4))
        e.thread_limit[o] = e.threads[o] + more + e.threads[o] * g.uniform(.03, .1)
        return e.change(o, start, length, 'capacity')

    def _leak(self, g, e):
        """Memory climbs in a straight line from the change on; near the top the service dies over some minutes."""
        o, delay = self.origin, g.below(30, 220)
        start = max(60, self.at - delay)
        slope = (100 - e.memory[o]) / delay
        add(e.more_memory[o], lambda t: slope * max(0, t - start))
        return e.change(o, start, g.below(1, 15), g.choice(['deploy', 'config']))

    def _regression(self, g, e):
        """Slower, or failing, as far as the change has got."""
        o, start, length = self.origin, self.at, g.below(1, 20)
        if g.chance(.5):
            more = g.uniform(1, 4)
            multiply(e.latency_factor[o], lambda t: 1 + more * ramp(t, start, length))
        else:
            more = g.uniform(.05, .5)
            add(e.more_errors[o], lambda t: more * ramp(t, start, length))
        return e.change(o, start, length, g.choice(['deploy', 'config', 'flag']))

    def _overload_below(self, g, e):
        """A caller's change multiplies its calls to a callee, which saturates."""
        edge = g.choice(e.map.edges)
        caller, self.origin = edge
        start, length = self.at - g.below(0, 25), g.below(5, 40)
        share = e.rate[caller] * e.map.fan[edge] / max(e.rate[self.origin], 1e-9)
        need = (1.05 - e.busy[self.origin]) / e.busy[self.origin] / max(share, .05)
        more = min(need * g.uniform(1, 1.6), 12)
        multiply(e.call_factor[edge], lambda t: 1 + more * ramp(t, start, length))
        return e.change(caller, start, length, g.choice(['deploy', 'config', 'flag']))

    def _latent(self, g, e):
        """Nothing is to be seen until something else wakes it up."""
        start = self.at - g.below(20, 150)
        self._fails_at_once(e, g.uniform(.1, .5))
        return e.change(self.origin, start, g.below(1, 15), g.choice(['deploy', 'config', 'flag']))

    def _none_surge(self, g, e):
        """More users than a service can serve: no change's doing."""
        most, length = (1.1 / e.busy[self.origin] - 1) * g.uniform(.9, 1.3), g.below(5, 60)
        multiply(e.users_factor, lambda t: 1 + most * ramp(t, self.at, length))

    def _none_hardware(self, g, e):
        """Something breaks by itself."""
        self._fails_at_once(e, g.uniform(.1, .6))

    def _fails_at_once(self, e, share):
        add(e.more_errors[self.origin], lambda t: share if t >= self.at else 0)
