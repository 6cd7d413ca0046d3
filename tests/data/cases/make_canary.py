#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the incident folder `canary` beside this script: web calls api; both get a canary release within ten minutes, two
new instances for two old ones. The new ones of api fail two thirds of requests; the alarm of web comes six minutes later."""
import datetime
import json
import random
from pathlib import Path

OUT = Path(__file__).resolve().parent / 'canary'
START = datetime.datetime(2024, 6, 11, 13, 0, tzinfo=datetime.timezone.utc)
RELEASED = dict(web=31, api=36)


def stamp(minute):
    return (START + datetime.timedelta(minutes=minute)).strftime('%Y-%m-%dT%H:%M:%SZ')


def main():
    g = random.Random(4)
    rows = ['timestamp,service,instance,version,metric,value,unit']
    for m in range(50):
        for service, released in RELEASED.items():
            for k in range(6):
                new = k >= 4
                if (m < released) if new else (k < 2 and m >= released):
                    continue
                lost = 65 if new and service == 'api' and m > released else 20 if service == 'web' and m > RELEASED['api'] else 0
                rows.append(f'{stamp(m)},{service},{service}-{k},{"v2" if new else "v1"},success_rate,{99.6 - lost - g.random() * .5:.1f},%')
    changes = [dict(id=f'release-{s}', time=stamp(t - 2), end_time=stamp(t), service=s, kind='deploy', title=f'canary of {s} v2',
                    group=f'{s}-v2', instances=[f'{s}-4', f'{s}-5'], replaces=[f'{s}-0', f'{s}-1']) for s, t in RELEASED.items()]
    files = {'metrics_instances.csv': '\n'.join(rows) + '\n', 'changes.jsonl': ''.join(json.dumps(c) + '\n' for c in changes),
             'alarms.jsonl': json.dumps(dict(id='web-failing', time=stamp(42), service='web', metric='success_rate', title='requests fail')) + '\n',
             'topology.json': json.dumps(dict(services=['api', 'web'], dependencies=[{'from': 'web', 'to': 'api'}]), indent=1) + '\n'}
    OUT.mkdir(exist_ok=True)
    for name, text in files.items():
        (OUT / name).write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
