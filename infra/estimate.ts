import { parseArgs } from 'node:util';
import { inspect } from '#media/operations/inspect.ts';
import { transcode } from '#media/operations/transcode.ts';
import { costOf, idleCost } from './cost.ts';
import { alarmMetrics, keys, secrets } from './idle.ts';
import { placements, ruleFor } from './placements.ts';
import { prices } from './prices.ts';

/**
 * `npm run estimate -- --jobs 1000 --minutes 10 --speed 2 --megabytes 100`: what that many jobs a month would cost,
 * each of so many minutes of media, encoded at a multiple of real time into files of that size that are kept.
 */
const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '10' },
    speed: { type: 'string', default: '2' },
    megabytes: { type: 'string', default: '100' },
    'no-spot': { type: 'boolean', default: false },
  },
});
const [jobs, minutes, speed, megabytes] = [values.jobs, values.minutes, values.speed, values.megabytes].map(Number) as [
  number,
  number,
  number,
  number,
];
if (![jobs, minutes, speed, megabytes].every((value) => value > 0)) throw new Error('expected numbers above 0');

const run = (operation: typeof inspect | typeof transcode, workMinutes: number) =>
  costOf(
    { needs: operation.needs, rule: ruleFor(operation, placements.aws), minutes: workMinutes },
    !values['no-spot'],
  );

const made = run(transcode, minutes / speed);
const rows: [string, number][] = [
  ['idle: alarms, secrets and keys', idleCost({ alarmMetrics, secrets, keys })],
  [`transcode on ${made.place}`, jobs * made.dollars],
  ['inspect on lambda', jobs * run(inspect, 0.1).dollars],
  [
    'workflow, table, API',
    jobs *
      (8 * prices.stateTransition +
        (120 * prices.tableMillionWrites + 200 * prices.tableMillionReads + 60 * prices.apiMillionCalls) / 1e6),
  ],
  ['a month of storage', ((jobs * megabytes) / 1024) * prices.s3GiBMonth],
];
const total = rows.reduce((sum, [, dollars]) => sum + dollars, 0);
const line = (what: string, dollars: number) => `${what.padEnd(32)} ${dollars.toFixed(2).padStart(10)} $\n`;
process.stdout.write(`${jobs} jobs a month of ${minutes} min each, at ${speed}x real time, ${megabytes} MB each\n`);
for (const [what, dollars] of [...rows, ['together', total] as const]) process.stdout.write(line(what, dollars));
process.stdout.write(
  `a job: ${(total / jobs).toFixed(4)} $. Traffic out: the first TB is free, then ${prices.cdnGiBOut} $/GB.\n`,
);
