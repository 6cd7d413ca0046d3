# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What services are like before anything happens to them, and what changes alter: series of a value a minute."""
import math

MINUTES = 600


class Estate:
    def __init__(self, g, services):
        self.map = services
        n = services.n
        # A slice of a day's wave, and noise that all entries share.
        high, phase = g.uniform(.05, .3), g.random()
        noise = g.autoregressive(MINUTES, .9, .015)
        self.load = [(1 + high * math.sin(2 * math.pi * (t / 1440 + phase))) * math.exp(noise[t]) for t in range(MINUTES)]
        self.outside = {i: g.uniform(50, 500) for i in services.entries}  # requests a minute from users
        self.latency = [g.uniform(2, 60) for _ in range(n)]               # ms without a queue
        self.busy = [g.uniform(.25, .6) for _ in range(n)]                # share of capacity in use
        self.threads = [g.uniform(50, 400) for _ in range(n)]
        self.thread_noise = [g.uniform(.005, .02) for _ in range(n)]
        self.memory = [g.uniform(25, 60) for _ in range(n)]               # percent
        self.retries = [g.uniform(0, .8) for _ in range(n)]               # of failed calls, a minute later
        self.rate = []
        for i in range(n):
            self.rate.append(self.outside.get(i, 0) + sum(self.rate[p] * services.fan[p, i] for p in services.callers[i]))
        self.capacity = [self.rate[i] / self.busy[i] for i in range(n)]

        # What trouble and decoys alter.
        self.latency_factor = [[1.] * MINUTES for _ in range(n)]
        self.more_errors = [[0.] * MINUTES for _ in range(n)]   # share of requests
        self.more_threads = [[0.] * MINUTES for _ in range(n)]
        self.more_memory = [[0.] * MINUTES for _ in range(n)]
        self.call_factor = {e: [1.] * MINUTES for e in services.edges}
        self.users_factor = [1.] * MINUTES
        self.thread_limit = [math.inf] * n
        self.changes = []

    def change(self, service, start, length, kind):
        """Records a change and gives its place in the record."""
        self.changes.append(dict(service=service, start=float(start), end=float(start + length), kind=kind))
        return len(self.changes) - 1


def multiply(series, factor):
    for t in range(MINUTES):
        series[t] *= factor(t)


def add(series, amount):
    for t in range(MINUTES):
        series[t] += amount(t)
