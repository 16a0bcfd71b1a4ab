import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { jobTable } from '#shared/aws/job-table.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { aJob } from './builders.ts';
import { inMemoryJobTable } from './fakes/job-table.ts';
import { ownTable } from './own-table.ts';

/** A minute of the day on which all records are written. */
export const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 12, minute));
export const second = (number: number): string => new Date(Date.UTC(2026, 10, 21, 12, 0, number)).toISOString();

/** An owner of its own for each test, since all share one table. */
export const someone = (): string => `owner-${newId()}`;

type Make = (clock: () => Date) => JobTable;

/** What a test of the job table has at hand: the table as of now, and as of another time. */
export type Desk = {
  readonly jobs: JobTable;
  readonly make: Make;
  readonly saved: (known?: Partial<Job>) => Promise<Job>;
};

const openDesk = (open: () => Promise<Make>): Desk => {
  let make: Make;
  let jobs: JobTable;
  beforeAll(async () => {
    make = await open();
  });
  beforeEach(() => {
    jobs = make(() => at(0));
  });
  return {
    get jobs() {
      return jobs;
    },
    make: (clock) => make(clock),
    saved: async (known = {}) => (await jobs.create(aJob(known))).job,
  };
};

/** Holds the table in memory and the one in DynamoDB to the same promises. */
export const bothJobTables = (contract: (desk: Desk) => void): void => {
  describe('the job table in memory', () =>
    contract(
      openDesk(async () => {
        const time = { clock: () => at(0) };
        const jobs = inMemoryJobTable(() => time.clock());
        return (clock) => {
          time.clock = clock;
          return jobs;
        };
      }),
    ));

  describe('the job table in DynamoDB', () => {
    const own = ownTable();
    afterAll(async () => (await own).drop());
    contract(
      openDesk(async () => {
        const { table } = await own;
        return (clock) => jobTable(table, clock);
      }),
    );
  });
};
