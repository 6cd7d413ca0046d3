# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random numbers: Python's own generator and what it lacks."""
import math
import random


class Draws(random.Random):
    def below(self, least, end):
        """A whole number of [least, end)."""
        return self.randrange(least, end)

    def chance(self, share):
        return self.random() < share

    def autoregressive(self, n, rho, size):
        """A stationary AR(1) series of standard deviation `size`: noise that remembers some minutes."""
        out = [self.gauss(0, 1) * size]
        step = size * math.sqrt(1 - rho * rho)
        while len(out) < n:
            out.append(rho * out[-1] + step * self.gauss(0, 1))
        return out

    def poisson(self, mean):
        """Arrivals before the product of uniforms falls under e^-mean (Knuth): exact for means far below 700."""
        least, product, count = math.exp(-mean), self.random(), 0
        while product > least:
            product *= self.random()
            count += 1
        return count


def clipped(x, least, most):
    return least if x < least else most if x > most else x


def ramp(t, start, length):
    """0 before, 1 after, a straight line between."""
    return clipped((t - start) / length, 0, 1)


def median(values):
    v = sorted(values)
    return (v[(len(v) - 1) // 2] + v[len(v) // 2]) / 2
