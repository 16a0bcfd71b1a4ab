import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeAt } from '../../infra/local/home.ts';
import { readJson } from '../../infra/local/json-file.ts';
import type { Identity } from '../../infra/local/processes/identity.ts';

/** The memory of a stack's worker: its own process, without those it starts. */
export const memoryOfWorker = async (data: string) => {
  const worker = await readJson<Identity>(join(homeAt(data).run, 'worker.json'));
  if (!worker) throw new Error('the bench stack has no worker');
  return {
    /** In MB: what it takes now, or took at most. */
    resident: async (field: 'VmRSS' | 'VmHWM'): Promise<string> => {
      const status = await readFile(`/proc/${worker.pid}/status`, 'utf8');
      const kibibytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
      return ((kibibytes * 1024) / 1e6).toFixed(0);
    },
    /** The kernel counts the peak anew (proc(5), clear_refs). */
    forgetPeak: () => writeFileSync(`/proc/${worker.pid}/clear_refs`, '5'),
  };
};
