import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { asEngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import type { Sites } from '#shared/ports/sites.ts';
import { siteOf } from '#shared/site/site-of.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { localWeb } from '#shared/tools/web.ts';
import { workOf } from './works.ts';

/** What came of one address, as a line of JSON. */
export type Checked = {
  readonly url: string;
  readonly site: string;
  readonly seconds: number;
} & ({ readonly title: string | null } | { readonly code: string; readonly message: string });

const look = workOf('downloads.look');

/** One address is asked after the other: no site has more than one visitor. */
const oneByOne: Sites = { enter: async () => ({ end: async () => {} }) };

/** What the look found is shown, and not kept. */
const media = { save: async () => ({ bytes: 0, sha256: '' }) } as unknown as WorkPorts['media'];
const cookieJars: WorkPorts['cookieJars'] = { open: async () => null, refresh: async () => {} };
const ports: WorkPorts = { media, tools: localTools, web: localWeb, sites: oneByOne, cookieJars };

const contextIn = (scratch: string): WorkContext => ({
  scratch,
  signal: AbortSignal.timeout(5 * 60_000),
  owner: 'nobody',
  prefix: { artifacts: 'processed/', work: 'work/' },
  report: () => {},
  log: () => {},
});

const asked = (url: string): unknown =>
  look.operation.input.parse({ request: { url, wishes: {} }, askedAt: new Date().toISOString() });

const check = async (url: string): Promise<Checked> => {
  const scratch = await mkdtemp(join(tmpdir(), `reelmill-check-${newId()}-`));
  const begun = performance.now();
  const about = () => ({ url, site: siteOf(url), seconds: Math.round((performance.now() - begun) / 100) / 10 });
  try {
    const { title } = (await look.run(asked(url), contextIn(scratch), ports)) as { title: string | null };
    return { ...about(), title };
  } catch (error) {
    const { code, message } = asEngineError(error);
    return { ...about(), code, message };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** Looks at each address of standard input, as a worker would, behind the guard. */
for await (const url of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await check(url))}\n`);
