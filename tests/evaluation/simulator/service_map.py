# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A map of 8 to 16 services (or as many as are asked for) in four layers; calls go down only."""


class ServiceMap:
    """Services are numbered in the order of their layers, so that a callee's number is the higher one."""

    def __init__(self, g, least=8, most=16):
        self.n = n = g.below(least, most + 1)
        layer = sorted(g.below(0, 4) for _ in range(n))
        layer[0] = 0
        edges = set()
        for i in range(n):
            below = [j for j in range(n) if layer[j] > layer[i]]
            if below:
                edges.update((i, j) for j in g.sample(below, min(len(below), g.below(1, 4))))
        for j in range(n):
            if layer[j] > 0 and not any(b == j for _, b in edges):
                edges.add((g.choice([i for i in range(n) if layer[i] < layer[j]]), j))
        self.edges = sorted(edges)
        self.callees = [[b for a, b in self.edges if a == i] for i in range(n)]
        self.callers = [[a for a, b in self.edges if b == i] for i in range(n)]
        self.entries = [i for i in range(n) if not self.callers[i]]
        self.names = [f's{i:02d}' for i in range(n)]
        self.fan = {e: g.uniform(.3, 1.2) for e in self.edges}  # calls to the callee, for each request to the caller
