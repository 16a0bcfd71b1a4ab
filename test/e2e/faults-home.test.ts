import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allEnded, artifactsOf, backAgain, follow, submit, upload } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { hold, killService } from '../support/processes.ts';
import { source } from '../support/sources.ts';

const then = { rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 240 } };

const expectWhole = async ({ api }: Person, job: string): Promise<void> => {
  const { artifacts } = await artifactsOf(api, job);
  for (const { url, sha256 } of artifacts) {
    const bytes = Buffer.from(await (await follow(url)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
};

describe('a kill -9 at home', () => {
  it('of the control plane costs a job that runs a new attempt, and no more', async () => {
    const person = await aPerson('user');
    const job = await submit(person.api, await source('noisy.mkv'), then);
    await hold(job);
    await killService('emulator');
    await backAgain();
    const [ended] = await allEnded(person.api, [job]);
    expect(ended).toMatchObject({ state: 'succeeded', attempt: 2 });
    await expectWhole(person, job);
  });

  it('of the control plane right after a 202 loses no job that was accepted', async () => {
    const person = await aPerson('user');
    const { body } = await upload(person.api, await source('tiny.mp4'));
    await person.api('GET', '/api/v1/presets');
    const asked = { body: { source: { upload: body.upload.id }, preset: 'wav', reuse: false } };
    const accepted = await person.api('POST', '/api/v1/transcode', asked);
    expect(accepted.status).toBe(202);
    await killService('emulator');
    await backAgain();
    expect(await allEnded(person.api, [accepted.body.id])).toMatchObject([{ state: 'succeeded' }]);
  });

  it('of the byte store is waited out by the work that reads it', async () => {
    const person = await aPerson('user');
    const job = await submit(person.api, await source('noisy.mkv'), then);
    const { goOn } = await hold(job);
    await killService('store');
    goOn();
    expect(await allEnded(person.api, [job])).toMatchObject([{ state: 'succeeded', attempt: 1 }]);
    await expectWhole(person, job);
  });
});
