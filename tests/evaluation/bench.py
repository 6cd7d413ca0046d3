# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What evaluations share: asking the program, plain incident folders, rows of the page."""
import csv
import datetime
import json
import shutil
import subprocess
import tempfile
from pathlib import Path


def row(what, figure, published='–', goal='–', how=''):
    return [what, figure, published, goal, how]


def share(values):
    """"1.000 (n 8)"; a dash for none"""
    values = list(values)
    return f'{sum(values) / len(values):.3f} (n {len(values)})' if values else '– (n 0)'


def instant(text):
    """RFC 3339 → seconds since 1970, to the microsecond"""
    text = text.replace('Z', '+00:00')
    if '.' in text:
        head, rest = text.split('.', 1)
        cut = next((i for i, c in enumerate(rest) if not c.isdigit()), len(rest))
        text = f'{head}.{rest[:cut][:6].ljust(6, "0")}{rest[cut:]}'
    return datetime.datetime.fromisoformat(text).timestamp()


def rfc3339(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%fZ')


class Case:
    """A plain incident folder as values. samples: (seconds, service, metric, value, unit)."""

    def __init__(self, samples, topology, alarms, logs=()):
        self.samples, self.topology, self.alarms, self.logs = samples, topology, alarms, logs

    @classmethod
    def read(cls, folder):
        def lines(name):
            path = folder / name
            return [json.loads(l) for l in path.read_text(encoding='utf-8').splitlines() if l] if path.exists() else []
        with open(folder / 'metrics.csv', newline='', encoding='utf-8') as handle:
            samples = [(instant(r['timestamp']), r['service'], r['metric'], r['value'], r['unit']) for r in csv.DictReader(handle)]
        topology = folder / 'topology.json'
        return cls(samples, json.loads(topology.read_text(encoding='utf-8')) if topology.exists() else None,
                   lines('alarms.jsonl'), lines('logs.jsonl'))

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / 'metrics.csv', 'w', newline='', encoding='utf-8') as out:
            writer = csv.writer(out)
            writer.writerow(['timestamp', 'service', 'metric', 'value', 'unit'])
            for t, *rest in self.samples:
                writer.writerow([rfc3339(t), *rest])
        if self.topology:
            (folder / 'topology.json').write_text(json.dumps(self.topology), encoding='utf-8')
        for name, rows in (('alarms.jsonl', self.alarms), ('logs.jsonl', self.logs)):
            if rows:
                (folder / name).write_text(''.join(json.dumps(r) + '\n' for r in rows), encoding='utf-8')

    def until(self, seconds, alarm):
        """The same recording cut before a time, with another alarm."""
        return Case([s for s in self.samples if s[0] < seconds], self.topology, [alarm],
                    [l for l in self.logs if instant(l['time']) < seconds])

    def without(self, metric):
        return Case([s for s in self.samples if not metric(s[2])], self.topology, self.alarms, self.logs)


class Bench:
    """One evaluation's run."""

    def __init__(self, program, data=None, root=Path(), seeds=range(0)):
        self.program, self.data, self.root, self.seeds, self.notes = program, data, root, seeds, []
        self.small = root / 'tests/data'

    def find(self, name, part):
        """The folder of a data set, else its small part in tests/data; None if neither is there."""
        if (self.data / name).is_dir():
            return self.data / name
        if part and (self.small / part).is_dir():
            self.notes.append(f'The data set is not here: measured on its small part, tests/data/{part}.')
            return None
        self.notes.append('The data set is not here: not measured.')
        return None

    def ask(self, verb, *options, folder):
        """Imports a folder and asks a verb for JSON."""
        with tempfile.TemporaryDirectory(prefix='foreshock-evaluation-') as place:
            env = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': place, 'XDG_CONFIG_HOME': place, 'XDG_CACHE_HOME': place}
            file = place + '/incident.foreshock'
            for command in ([self.program, 'import', str(folder), '-o', file, '--quiet'],
                            [self.program, verb, file, '--json', '--quiet', *options]):
                done = subprocess.run(command, capture_output=True, env=env, check=False)
                if done.returncode != 0:
                    raise RuntimeError(f'{" ".join(command)}: exit {done.returncode}: {done.stderr.decode()[:500]}')
            return json.loads(done.stdout)

    def ask_case(self, case, verb, *options):
        with tempfile.TemporaryDirectory(prefix='foreshock-evaluation-') as place:
            case.write(Path(place) / 'in')
            answer = self.ask(verb, *options, folder=Path(place) / 'in')
            shutil.rmtree(Path(place) / 'in')
            return answer
