import { expect, it } from 'vitest';
import type { Job } from '#shared/job.ts';
import { findReader } from '#uploads/find-reader.ts';
import { aJob } from '../../support/builders.ts';
import { now } from '../../support/engine.ts';

it('looks at no more jobs than it takes to find one that reads the source', async () => {
  let looked = 0;
  const jobs = {
    eachDue: async function* (): AsyncGenerator<Job> {
      for (const source of ['raw/a/1.mov', 'raw/a/2.mov', 'raw/a/3.mov']) {
        looked += 1;
        yield aJob({ state: 'running', request: { source } });
      }
    },
  };
  expect(await findReader('raw/a/2.mov', now, { jobs })).toMatchObject({ request: { source: 'raw/a/2.mov' } });
  expect(looked).toBe(2);
  expect(await findReader('raw/a/4.mov', now, { jobs })).toBeNull();
});
