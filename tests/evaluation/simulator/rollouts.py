# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made incidents in which one of several canary or rolling releases breaks its new instances.

Seven changes around the same time: the one that did it and six decoys, two in three of them releases with instances of
their own, some of which take more CPU or longer, the others changes of a switch. One release in four does its harm
minutes after it came. In one incident of seven no change did it: an old instance breaks by itself.
"""
import json
import math
from dataclasses import dataclass, field

from simulator.draws import Draws
from simulator.fleet import FAULTS, Fault, Fleet
from simulator.incident import minute_text, write_lines
from simulator.service_map import ServiceMap

UNITS = {'success_rate': '%', 'latency': 'ms', 'cpu': '%'}


@dataclass
class Rollouts:
    """releases: {id: {"service", "steps": [(start, done, new, removed)]}}; a switch has no steps. Times in minutes."""
    services: list
    edges: list
    releases: dict
    culprit: str = None    # the id of the release that did it; None: no change did
    fault: str = ''
    alarms: list = field(default_factory=list)  # (service, minute)
    rows: list = field(default_factory=list)    # (minute, instance, {metric: value})

    def write(self, folder):
        """The plain incident folder."""
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / 'metrics_instances.csv', 'w', encoding='utf-8') as out:
            out.write('timestamp,service,instance,version,metric,value,unit\n')
            for t, k, seen in self.rows:
                who = f'{minute_text(t)},{self.services[k.service]},{k.name},{k.version}'
                out.writelines(f'{who},{metric},{x:.6g},{UNITS[metric.split(".")[0]]}\n' for metric, x in seen.items())
        changes = []
        for name, r in self.releases.items():
            common = dict(service=r['service'], kind='deploy' if r['steps'] else 'flag', group=name)
            for k, (start, done, new, removed) in enumerate(r['steps']):
                changes.append(dict(common, id=f'{name}-{k}', time=minute_text(start), end_time=minute_text(done), instances=new,
                                    replaces=removed, title=f'release of {r["service"]}, step {k + 1}'))
            if not r['steps']:
                changes.append(dict(common, id=name, time=minute_text(r['at']), title=f'switch of {r["service"]}'))
        write_lines(folder / 'changes.jsonl', changes)
        write_lines(folder / 'alarms.jsonl', [dict(time=minute_text(t), service=s, metric='success_rate', rule='success_rate < 97',
                                                   title=f'{s} fails') for s, t in self.alarms])
        dependencies = [{'from': a, 'to': b, 'kind': 'hard'} for a, b in self.edges]
        (folder / 'topology.json').write_text(json.dumps(dict(services=self.services, dependencies=dependencies)), encoding='utf-8')


def make_rollouts(seed, decoys=6, least_services=8, most_services=16, most_instances=8, history=60, earlier=35):
    """The incident of a seed; None if nobody was alarmed within an hour. history: minutes before it; earlier: how many
    minutes before the release that did it decoys may begin."""
    g = Draws(seed)
    services = ServiceMap(g, least_services, most_services)
    fleet = Fleet(g, services, most_instances)
    at = history + g.uniform(0, 10)
    origin = g.below(0, services.n)
    kind = g.choice([f for f in FAULTS if f != 'calls' or services.callees[origin]]) if g.chance(6 / 7) else 'hardware'
    late = g.uniform(3, 20) if g.chance(.25) else 0
    fault = Fault(g, 'errors' if kind == 'hardware' else kind, services.callees[origin])
    others = [i for i in range(services.n) if i != origin]
    planned = [(i, at + g.uniform(-earlier, 3), g.chance(2 / 3)) for i in g.sample(others, decoys)]
    if kind == 'hardware':
        fleet.instances[origin][0].break_from(at, fault)
    else:
        planned.append((origin, at, True))
    g.shuffle(planned)
    releases, culprit = {}, None
    for number, (i, start, has_instances) in enumerate(planned):
        name = f'r{number}'
        if i == origin:
            culprit = name
        releases[name] = dict(service=services.names[i], at=start,
                              steps=fleet.release(i, start, fault if i == origin else None, late) if has_instances else [])
    out = Rollouts(services.names, [(services.names[a], services.names[b]) for a, b in services.edges], releases, culprit, kind)
    _record(g, fleet, out, at, origin)
    return out if out.alarms else None


def _record(g, fleet, out, at, origin):
    """Minutes up to ten after the first alarm. A service is alarmed when it fails three requests of a hundred for two
    minutes, if it has an alarm at all: entries do, of the others three in five, the one that broke in half the incidents."""
    watched = [i for i in range(fleet.map.n) if (i in fleet.map.entries or g.chance(.6)) and (i != origin or g.chance(.5))]
    bad = dict.fromkeys(watched, 0)
    end = math.inf
    t = 0
    while t < min(at + 60, end):
        rows, success = fleet.minute(t)
        out.rows += [(t + k.second, k, seen) for k, seen in rows]
        for i in watched:
            bad[i] = bad[i] + 1 if success[i] < .97 else 0
            if bad[i] == 2:
                alarm = t + 1 + g.uniform(1, 4)
                out.alarms.append((out.services[i], alarm))
                end = min(end, alarm + 10)
        t += 1
    out.alarms = sorted((a for a in out.alarms if a[1] <= end), key=lambda a: a[1])
    # Nobody lists what is still to come.
    out.releases = {name: dict(r, steps=[s for s in r['steps'] if s[0] <= end]) for name, r in out.releases.items() if r['at'] <= end}
