#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the incident folder `shop` beside this script: web calls api and cache, api calls db. From 10:28 on the database
takes three times as long; its callers wait for it; the alarm of web comes at 10:30."""
import datetime
import json
import math
import random
from pathlib import Path

OUT = Path(__file__).resolve().parent / 'shop'
START = datetime.datetime(2024, 3, 5, 9, 30, tzinfo=datetime.timezone.utc)


def stamp(minute, second=0):
    return (START + datetime.timedelta(minutes=minute, seconds=second)).strftime('%Y-%m-%dT%H:%M:%SZ')


def main():
    g = random.Random(7)
    rough = lambda: math.exp(g.gauss(0, .04))
    rows = ['timestamp,service,metric,value,unit']
    for m in range(70):
        late = m >= 58
        db, cache = 20 * (3 if late else 1) * rough(), 4 * rough()
        api = 30 * rough() + db
        took = dict(api=api, cache=cache, db=db, web=50 * rough() + api + cache)
        load = rough()
        for service in ('api', 'cache', 'db', 'web'):
            busy = 22 * load * rough() * (1.6 if late and service == 'db' else 1)
            rows += [f'{stamp(m)},{service},cpu,{busy:.1f},%', f'{stamp(m)},{service},latency_avg,{took[service]:.1f},ms',
                     f'{stamp(m)},{service},requests,{round(600 * load)},count']
    logs = [dict(time=stamp(m, g.randrange(60)), service=s, level='info', message=f'served {g.randrange(50, 70)} requests')
            for m in range(70) for s in ('api', 'db')]
    logs += [dict(time=stamp(58 + i // 3, 20 * (i % 3)), service='db', level='warn', message=f'slow query took {g.randrange(40, 90)} ms: lock wait')
             for i in range(12)]
    files = {'metrics.csv': '\n'.join(rows) + '\n',
             'logs.jsonl': ''.join(json.dumps(l) + '\n' for l in sorted(logs, key=lambda l: l['time'])),
             'alarms.jsonl': json.dumps(dict(id='web-slow', time=stamp(60), service='web', metric='latency_avg', title='pages are slow')) + '\n',
             'topology.json': json.dumps(dict(services=['api', 'cache', 'db', 'web'], dependencies=[
                 {'from': 'api', 'to': 'db'}, {'from': 'web', 'to': 'api'}, {'from': 'web', 'to': 'cache'}]), indent=1) + '\n'}
    for name, text in files.items():
        (OUT / name).write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
