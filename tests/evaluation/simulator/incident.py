# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import datetime
import json
from dataclasses import dataclass

from simulator.alarming import false_alarms, real_alarms
from simulator.decoys import add_decoys, add_near_decoys
from simulator.draws import Draws
from simulator.estate import MINUTES, Estate
from simulator.observation import recorded
from simulator.physics import run
from simulator.service_map import ServiceMap
from simulator.trouble import Trouble

START = datetime.datetime(2024, 3, 5, 6, tzinfo=datetime.timezone.utc)


def minute_text(minute):
    """When a minute of an incident is, RFC 3339."""
    return (START + datetime.timedelta(minutes=minute)).strftime('%Y-%m-%dT%H:%M:%S.%fZ')


def write_lines(path, rows):
    path.write_text(''.join(json.dumps(r) + '\n' for r in rows), encoding='utf-8')


@dataclass
class Incident:
    """What was recorded, as values in minutes, and the truth, which is written nowhere."""
    services: list
    edges: list      # (caller, callee)
    minutes: int
    metrics: dict    # service: {metric: [value; None: lost]}
    changes: list
    alarms: list
    truth: str       # the id of the change that did it; None: no change did
    family: str
    origin: str      # the service that broke
    first_alarm: float
    delay: float     # minutes from the change to the first alarm; None: no change did it

    def write(self, folder):
        """The plain incident folder."""
        folder.mkdir(parents=True, exist_ok=True)
        stamps = [minute_text(t) for t in range(self.minutes)]
        with open(folder / 'metrics.csv', 'w', encoding='utf-8') as out:
            out.write('timestamp,service,metric,value,unit\n')
            for service, series in self.metrics.items():
                for metric, values in series.items():
                    out.writelines(f'{stamps[t]},{service},{metric},{x:.9g},\n' for t, x in enumerate(values) if x is not None)
        write_lines(folder / 'changes.jsonl', [
            dict(id=c['id'], time=minute_text(c['start']), end_time=minute_text(c['end']), service=c['service'], kind=c['kind'],
                 title=f'{c["kind"]} on {c["service"]}') for c in self.changes])
        write_lines(folder / 'alarms.jsonl', [
            dict(time=minute_text(a['time']), service=a['service'], metric=a['metric'], rule=a['metric'],
                 title=f'{a["metric"]} on {a["service"]}') for a in self.alarms])
        dependencies = [{'from': a, 'to': b, 'kind': 'hard'} for a, b in self.edges]
        (folder / 'topology.json').write_text(json.dumps(dict(services=self.services, dependencies=dependencies)), encoding='utf-8')


def make(seed, skew=3., family='', decoys=None, near_decoys=True):
    """The incident of a seed; None if nobody was alarmed. skew: minutes that clocks may be off."""
    g = Draws(seed)
    services = ServiceMap(g)
    estate = Estate(g, services)
    trouble = Trouble(g, estate, family)
    add_decoys(g, estate, decoys)
    happened = run(g, estate)
    alarms = real_alarms(g, happened, trouble.origin)
    if not alarms:
        return None
    first = min(a['time'] for a in alarms)
    alarmed = [a['service'] for a in alarms]
    alarms += false_alarms(g, services.n)
    if near_decoys:
        add_near_decoys(g, estate, alarmed, first)

    end = min(MINUTES, int(first) + 30)  # nobody analyses much past the first page
    metrics = recorded(g, estate, happened, skew, end)
    changes, truth = _change_feed(g, estate, g.uniform(-skew, skew), trouble.change, end)
    alarms_off = g.uniform(-skew, skew)
    named = [dict(a, service=services.names[a['service']], time=a['time'] + alarms_off) for a in alarms if a['time'] <= end]
    return Incident(services.names, [(services.names[a], services.names[b]) for a, b in services.edges], end, metrics, changes,
                    sorted(named, key=lambda a: a['time']), truth, trouble.family, services.names[trouble.origin], first,
                    None if trouble.change is None else first - estate.changes[trouble.change]['start'])


def _change_feed(g, estate, off, culprit, end):
    """Changes up to the end, by a clock that is off; their ids tell nothing of the order. And the culprit's id."""
    order = list(range(len(estate.changes)))
    g.shuffle(order)
    feed, truth = [], None
    for k, place in enumerate(order):
        c = estate.changes[place]
        if place == culprit:
            truth = f'c{k:02d}'
        if c['start'] + off <= end:
            feed.append(dict(c, id=f'c{k:02d}', service=estate.map.names[c['service']], start=c['start'] + off, end=c['end'] + off))
    return feed, truth
