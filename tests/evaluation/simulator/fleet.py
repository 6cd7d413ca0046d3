# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances of every service of a map while new versions roll out, a minute after the other."""
import math

from simulator.draws import clipped

# What may be wrong with new instances.
FAULTS = ['errors', 'silence', 'calls', 'slow', 'cpu']


class Instance:
    def __init__(self, service, name, version, since, second):
        self.service, self.name, self.version = service, name, version
        self.since, self.until = since, math.inf
        self.second = second  # of the minute: when it reports
        # What its version makes of it: factors, and what is wrong with it (Fault) from when on.
        self.latency, self.cpu, self.fault, self.broken_from = 1., 1., None, math.inf

    def is_up(self, t):
        return self.since <= t < self.until

    def break_from(self, t, fault):
        self.fault, self.broken_from = fault, t


class Fault:
    """kind; share: of requests (or of calls to `callee`) that fail; factors of latency and CPU."""

    def __init__(self, g, kind, callees):
        self.kind, self.callee = kind, g.choice(callees) if callees else None
        self.share = {'errors': g.uniform(.05, .9), 'silence': g.uniform(.3, 1), 'calls': g.uniform(.2, .9),
                      'slow': g.uniform(.03, .3), 'cpu': g.uniform(.02, .2)}[kind]
        self.latency = {'slow': g.uniform(3, 10), 'cpu': g.uniform(1.2, 2)}.get(kind, 1)
        self.cpu = g.uniform(2, 4) if kind == 'cpu' else 1


class Fleet:
    def __init__(self, g, services, most=8):
        self.map, self.g = services, g
        self.instances = [[Instance(i, f'{name}-{k}', '1', -math.inf, g.random()) for k in range(g.below(3, most + 1))]
                          for i, name in enumerate(services.names)]
        self.failing = [g.uniform(.0002, .001) for _ in services.names]  # share of requests, always
        self.latency = [g.uniform(3, 60) for _ in services.names]        # ms, without its callees
        self.cpu = [g.uniform(15, 55) for _ in services.names]           # percent
        self.calls = [g.uniform(80, 600) for _ in services.names]        # requests a minute and instance
        # A call is part of this share of the caller's requests.
        self.need = {e: clipped(services.fan[e], .3, 1) for e in services.edges}

    def release(self, service, start, fault=None, late=0):
        """Replaces a service's instances: one first (the canary), then a part every few minutes. New ones break `late`
        minutes after they came. Each step is (start, done, new names, old names)."""
        g, old = self.g, [k for k in self.instances[service] if k.until == math.inf]
        latency, cpu = (g.uniform(.8, 1.3), g.uniform(.7, 1.4)) if g.chance(.5) else (1, 1)
        steps, at, size = [], start, 1
        while old:
            done = at + g.uniform(1, 3)
            gone, old = old[:size], old[size:]
            new = []
            for _ in gone:
                k = Instance(service, f'{self.map.names[service]}-{len(self.instances[service])}', '2', done, g.random())
                k.latency, k.cpu = latency, cpu
                if fault:
                    k.break_from(done + late, fault)
                self.instances[service].append(k)
                new.append(k.name)
            for k in gone:
                k.until = done
            steps.append((at, done, new, [k.name for k in gone]))
            at, size = done + g.uniform(2, 8), g.below(1, 4)
        return steps

    def minute(self, t):
        """[(instance, {metric: value})] of a minute, and the share of each service's requests that succeed.

        A service's requests and calls are spread evenly over instances; a failed call fails the request that needs it,
        whoever made it, and makes it wait as long as the callee does."""
        g, rows = self.g, []
        success, waiting = [1.] * self.map.n, [0.] * self.map.n
        for s in range(self.map.n - 1, -1, -1):
            got, waited = [], []
            for k in self.instances[s]:
                if not k.is_up(t):
                    continue
                wrong = k.fault if t >= k.broken_from else None
                served = 1 - self.failing[s] * math.exp(g.gauss(0, .3))
                if wrong and wrong.kind != 'calls':
                    served *= 1 - wrong.share
                seen = {}
                wait = self.latency[s] * k.latency * (wrong.latency if wrong else 1) * math.exp(g.gauss(0, .06))
                for c in self.map.callees[s]:
                    good = success[c]
                    if wrong and wrong.kind == 'calls' and wrong.callee == c:
                        good *= 1 - wrong.share
                    seen['success_rate.' + self.map.names[c]] = self._counted(good, self.calls[s])
                    served *= 1 - self.need[s, c] * (1 - good)
                    wait += self.need[s, c] * waiting[c]
                got.append(served)
                waited.append(wait)
                if wrong and wrong.kind == 'silence':
                    continue  # it fails, and reports nothing
                seen['success_rate'] = self._counted(served, self.calls[s])
                seen['latency'] = wait
                seen['cpu'] = min(100, self.cpu[s] * k.cpu * (wrong.cpu if wrong else 1) * math.exp(g.gauss(0, .05)))
                rows.append((k, seen))
            success[s], waiting[s] = sum(got) / len(got), sum(waited) / len(waited)
        return rows, success

    def _counted(self, share, n):
        """Percent of n requests that succeed, as a count of them would say."""
        return 100 * clipped(share + math.sqrt(max(0, share * (1 - share)) / n) * self.g.gauss(0, 1), 0, 1)
