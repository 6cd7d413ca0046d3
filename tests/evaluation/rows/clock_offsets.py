# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import math
import random
import statistics
import tempfile
from pathlib import Path

from bench import rfc3339, row

TITLE = 'Clock offsets'
TEXT = '''
`foreshock skew` on simulated sources whose true offsets are known. *Events*: two logs of the same traffic over 30 minutes, each of
which keeps a part of the events and adds strangers, one clock off by up to ±300 s. *Rates*: request rates of callers and callees in
a layered map of 8 to 16 services, a sample a minute over 450 minutes, up to 8 % lost and holes of up to 35 minutes, every clock off
by up to ±3 or ±6 minutes, each service a source of its own. *Ids*: a twentieth of the log records carry an id that both logs have.
Believed: the pair's `accepted`.
'''
START = 1700000000.0


def figures(errors, believed, near):
    good = [e for e, b in zip(errors, believed) if b]
    within = lambda v: f'{sum(e < near for e in v) / len(v):.2f}' if v else '–'
    return (f'{statistics.median(errors):.2f}, {within(errors)}; {sum(believed) / len(errors):.2f}, {within(good)} (n {len(errors)})')


def log(path, times, ids=None):
    rows = sorted(zip(times, ids or [''] * len(times)))
    Path(path).write_text(''.join(json.dumps({'time': rfc3339(START + t), 'service': Path(path).stem, 'level': 'INFO',
                                              'message': 'call' + (f' trace={i}' if i else '')}) + '\n' for t, i in rows))


def events(bench, rate, seen, extra, jitter, runs, ids=0.0):
    g = random.Random(5)
    errors, believed = [], []
    for _ in range(runs):
        noise = [g.gauss(0, 1) for _ in range(1804)]
        times, t = [], 0.0
        for second in range(1800):
            lam = rate * math.exp(sum(noise[second:second + 5]) / 5)
            left = lam - g.expovariate(1)
            while left > 0:
                times.append(second + g.random())
                left -= g.expovariate(1)
        skew = g.uniform(-300, 300)
        names = {t: f'{g.getrandbits(96):024x}' if g.random() < ids else '' for t in times}
        a = [(t, names[t]) for t in times if g.random() < seen]
        b = [(t + g.expovariate(1 / jitter) + skew, names[t]) for t in times if g.random() < seen]
        strangers = int(extra * seen * len(times))
        a += [(g.uniform(0, 1800), '') for _ in range(strangers)]
        b += [(g.uniform(0, 1800) + skew, '') for _ in range(strangers)]
        with tempfile.TemporaryDirectory(prefix='foreshock-clocks-') as place:
            log(place + '/a.jsonl', [t for t, _ in a], [i for _, i in a])
            log(place + '/b.jsonl', [t for t, _ in b], [i for _, i in b])
            pairs = bench.ask('skew', folder=place)['pairs']
        if not pairs:
            continue
        sign = 1 if pairs[0]['a']['source'].endswith('a.jsonl') else -1
        errors.append(abs(sign * pairs[0]['lag_s'] - skew))
        believed.append(pairs[0]['accepted'])
    return figures(errors, believed, 2)


def autoregressive(g, n, rho, size):
    out = [g.gauss(0, size)]
    while len(out) < n:
        out.append(rho * out[-1] + size * math.sqrt(1 - rho * rho) * g.gauss(0, 1))
    return out


def world(seed, skew, minutes=450):
    g = random.Random(seed)
    n = g.randint(8, 16)
    layer = [0] + sorted(g.randrange(4) for _ in range(n - 1))
    fan = {}
    for i in range(n):
        below = [j for j in range(n) if layer[j] > layer[i]]
        for j in g.sample(below, min(len(below), g.randint(1, 3))):
            fan[(i, j)] = g.uniform(.3, 1.2)
    wave = autoregressive(g, minutes + 40, .9, .015)
    high, phase = g.uniform(.05, .3), g.random()
    rates, seen, offsets = [], [], []
    for i in range(n):
        own, entry = autoregressive(g, minutes + 40, .6, .02), g.uniform(50, 500)
        callers = [(a, f) for (a, b), f in fan.items() if b == i]
        rates.append([(sum(f * rates[a][t] for a, f in callers) if callers else
                       entry * (1 + high * math.sin(2 * math.pi * (t / 1440 + phase))) * math.exp(wave[t])) * math.exp(own[t])
                      for t in range(minutes + 40)])
    for i in range(n):
        off = g.uniform(-skew, skew)
        y = []
        for t in range(minutes):
            at = t + 20 - off
            k = int(at)
            y.append(rates[i][k] * (1 - at + k) + rates[i][k + 1] * (at - k))
        lost = g.uniform(0, .08)
        y = [None if g.random() < lost else v for v in y]
        for _ in range(g.randrange(3)):
            a = g.randrange(minutes - 40)
            w = g.randint(5, 34)
            y[a:a + w] = [None] * w
        seen.append(y)
        offsets.append(off)
    return seen, offsets, list(fan)


def rates(bench, skew, seeds):
    errors, believed, solved = [], [], []
    for seed in range(1, seeds + 1):
        seen, offsets, edges = world(seed, skew)
        with tempfile.TemporaryDirectory(prefix='foreshock-clocks-') as place:
            for i, y in enumerate(seen):
                rows = ''.join(f'{rfc3339(START + 60 * t)},s{i:02d},requests,{v:.4f},req/s\n' for t, v in enumerate(y) if v is not None)
                Path(f'{place}/s{i:02d}.csv').write_text('timestamp,service,metric,value,unit\n' + rows)
            Path(place + '/topology.json').write_text(json.dumps({'services': [f's{i:02d}' for i in range(len(seen))], 'dependencies': [
                {'from': f's{a:02d}', 'to': f's{b:02d}', 'kind': 'hard'} for a, b in edges]}))
            answer = bench.ask('skew', folder=place)
        number = lambda node: int(Path(node['source']).stem[1:])
        add = {number(p): p['offset_s'] / 60 for p in answer['proposals']}
        for p in answer['pairs']:
            a, b = number(p['a']), number(p['b'])
            errors.append(abs(p['lag_s'] / 60 - (offsets[b] - offsets[a])))
            believed.append(p['accepted'])
            if p['accepted']:
                solved.append(abs(add.get(a, 0) - add.get(b, 0) - (offsets[b] - offsets[a])))
    return figures(errors, believed, 1), f'{statistics.median(solved):.2f}, {sum(e < 1 for e in solved) / len(solved):.2f} (n {len(solved)})'


def measure(bench):
    out = []
    how = 'median error, share within {}; share believed, of those within {}'
    for skew in (3.0, 6.0):
        pairs, solved = rates(bench, skew, 30)
        out.append(row(f'rates, ±{skew:.0f} min', pairs, goal='.10 min; .99 within 1 of those believed', how=how.format('1 min', '1 min')))
        out.append(row(f'rates, ±{skew:.0f} min, all pairs solved together', solved, how='median error in min, share within 1 min'))
    for rate, seen, extra, jitter in ((2.0, .5, .5, .2), (.5, .5, .5, .5), (.5, .2, 1.0, .5), (.2, .2, 1.0, 1.0)):
        out.append(row(f'events, {rate:g}/s, each log keeps {seen:.0%}, {extra:.0%} strangers, jitter {jitter:g} s',
                       events(bench, rate, seen, extra, jitter, 30), how=how.format('2 s', '2 s') + '; median in s'))
    out.append(row('ids on a twentieth of the records, 0.5/s, jitter 0.5 s', events(bench, .5, .5, .5, .5, 20, ids=.05),
                   how=how.format('2 s', '2 s') + '; median in s'))
    return out
