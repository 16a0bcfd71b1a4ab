import { AggregatorRegistry, type MetricType } from 'prom-client';
import { storedPrefixes } from '#shared/ports/storage.ts';
import { secondsBounds } from '#shared/series.ts';
import { type Figures, jobsNow, type Sum, type Sums, totalOf } from './figures.ts';

/** As prom-client hands figures from one process to another. */
type Metric = {
  readonly name: string;
  readonly help: string;
  readonly type: Lowercase<keyof typeof MetricType>;
  readonly aggregator: 'sum';
  readonly values: readonly (Sum & { readonly metricName?: string })[];
};

const metric = (type: Metric['type'], name: string, help: string, values: Metric['values']): Metric => ({
  ...{ name, help, type, values },
  aggregator: 'sum',
});

/** Something that never was is told as 0, so that a rate over it has a beginning. */
const orZero = (values: readonly Sum[] = []): readonly Sum[] =>
  values.length > 0 ? values : [{ labels: {}, value: 0 }];

const counter = (name: string, help: string, sums: Sums): Metric =>
  metric('counter', name, help, orZero(sums.get(name)));

const bounds = [...secondsBounds.map(String), '+Inf'];

/** Each bucket holds what fell into it alone; Prometheus wants all up to its bound. */
const bucketsOf = (name: string, labels: Sum['labels'], all: readonly Sum[]): Metric['values'] => {
  let upTo = 0;
  return bounds.map((le) => {
    upTo += totalOf(all, { ...labels, le });
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: upTo };
  });
};

const histogram = (name: string, help: string, sums: Sums): Metric => {
  const [buckets = [], totals = []] = [sums.get(`${name}_bucket`), sums.get(`${name}_sum`)];
  const values = (sums.get(`${name}_count`) ?? []).flatMap(({ labels, value }) => [
    ...bucketsOf(name, labels, buckets),
    { metricName: `${name}_sum`, labels, value: totalOf(totals, labels) },
    { metricName: `${name}_count`, labels, value },
  ]);
  return metric('histogram', name, help, values);
};

const inFlight = (sums: Sums): Sum[] => {
  const live = jobsNow(sums).filter(({ labels }) => ['queued', 'running'].includes(labels['status'] ?? ''));
  return [{ labels: {}, value: totalOf(live) }];
};

const storedBytes = ({ stored }: Figures): Sum[] =>
  stored ? storedPrefixes.map((prefix) => ({ labels: { prefix }, value: stored.prefixes[prefix].bytes })) : [];

const metricsOf = (figures: Figures): Metric[] => {
  const { sums, queue, closed } = figures;
  return [
    counter('jobs_total', 'Times that jobs entered a state', sums),
    histogram('jobs_duration_seconds', 'From being asked for to the end of an attempt', sums),
    counter('bytes_uploaded_total', 'Bytes of the files that jobs made', sums),
    metric('gauge', 'jobs_in_flight', 'Jobs that wait or run', inFlight(sums)),
    metric('gauge', 'storage_bytes_used', 'Bytes in the object store when it was measured last', storedBytes(figures)),
    counter('http_requests_total', 'Requests that were answered', sums),
    histogram('processing_seconds', 'From being taken up by a worker to the end of an attempt', sums),
    counter('error_total', 'Jobs that failed, by the code of their error', sums),
    metric('gauge', 'queue_size', 'Work that waits for a worker', [{ labels: {}, value: queue.waiting }]),
    metric('gauge', 'sites_closed', 'Sites that refuse and are left in peace', [{ labels: {}, value: closed.length }]),
  ];
};

/** In the text format of Prometheus, and its media type. */
export const promText = async (figures: Figures): Promise<{ readonly text: string; readonly mediaType: string }> => {
  const registry = AggregatorRegistry.aggregate([metricsOf(figures)]);
  return { text: await registry.metrics(), mediaType: registry.contentType };
};
