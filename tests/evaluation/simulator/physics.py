# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens, a minute after the other: requests flow down the map, failures and waiting flow up."""
import math

from simulator.estate import MINUTES

METRICS = ['requests', 'latency', 'errors', 'cpu', 'threads', 'memory']


def run(g, e):
    """{metric: [service][minute]}: requests a minute, ms, share failed, percent, threads, percent."""
    n, exp = e.map.n, math.exp
    noise = {name: [g.autoregressive(MINUTES, .6, size) for _ in range(n)]
             for name, size in (('latency', .05), ('cpu', .02), ('threads', 1.), ('requests', .02))}
    requests, latency, errors, cpu, threads, memory = ([[0.] * MINUTES for _ in range(n)] for _ in METRICS)
    callers = [[(p, e.map.fan[p, i], e.call_factor[p, i], e.retries[p]) for p in e.map.callers[i]] for i in range(n)]
    callees = [[(c, min(1, e.map.fan[i, c])) for c in e.map.callees[i]] for i in range(n)]
    dead = [0.] * n  # share of a service's instances that ran out of memory
    for q in range(MINUTES):
        for i in range(n):
            r = e.outside.get(i, 0) * e.load[q] * e.users_factor[q]
            failed = errors[i][q - 1] if q else 0
            for p, fan, factor, retries in callers[i]:
                r += requests[p][q] * fan * factor[q] * (1 + retries * failed)
            requests[i][q] = r * exp(noise['requests'][i][q])
        for i in range(n - 1, -1, -1):
            busy = requests[i][q] / e.capacity[i]
            t = (e.threads[i] * (1 + .15 * (e.load[q] - 1)) + e.more_threads[i][q]) * (1 + e.thread_noise[i] * noise['threads'][i][q])
            m = e.memory[i] + e.more_memory[i][q] + .3 * noise['threads'][i][q]
            own = .0005 + max(0, busy - .95) * 1.2 + e.more_errors[i][q]
            if t >= e.thread_limit[i]:  # what finds no thread fails; the count stands still
                own += .35
                t = e.thread_limit[i] * (1 + .0005 * noise['threads'][i][q])
            if m >= 97:  # instances are killed, more of them each minute
                m = 97 + .3 * abs(noise['threads'][i][q])
                dead[i] = min(1, dead[i] + .08)
                own += .45 * dead[i]
            failed = waited = 0.
            for c, weight in callees[i]:
                failed += weight * errors[c][q] * .8
                waited += weight * latency[c][q] * .6
            shake = noise['latency'][i][q]
            errors[i][q] = max(0, min(.98, own + failed) * exp(.25 * shake))
            queue = e.latency[i] * e.latency_factor[i][q] / max(.04, 1 - min(busy, .96))  # as of M/M/1
            latency[i][q] = (queue + waited + .8 * e.latency[i] * own) * exp(shake)
            cpu[i][q] = min(100, 100 * min(busy, 1) * exp(noise['cpu'][i][q]))
            threads[i][q], memory[i][q] = t, m
    return dict(zip(METRICS, (requests, latency, errors, cpu, threads, memory)))
