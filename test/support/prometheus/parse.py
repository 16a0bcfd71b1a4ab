"""Reads a scrape on standard input and writes each family with its samples as a line of JSON."""
import json
import sys

from prometheus_client.parser import text_string_to_metric_families

for family in text_string_to_metric_families(sys.stdin.read()):
    samples = [[sample.name, sample.labels, sample.value] for sample in family.samples]
    print(json.dumps({'name': family.name, 'type': family.type, 'help': family.documentation, 'samples': samples}))
