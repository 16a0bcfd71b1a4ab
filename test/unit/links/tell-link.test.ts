import { describe, expect, it } from 'vitest';
import { tellLink } from '#links/routes/tell-link.ts';
import { newId } from '#shared/ids.ts';
import { call } from '../../support/call.ts';
import { anEngine, now, seconds } from '../../support/engine.ts';

const aLink = async () => {
  const engine = anEngine();
  const target = { owner: 'alice', job: newId(), key: 'processed/alice/j/a.mp4', mediaType: 'video/mp4' };
  const token = await engine.links.issue({ ...target, fileName: 'holiday.mp4' }, seconds(60));
  return (at = now, params = { token }) => call(tellLink, engine, { params }, { clock: () => at });
};

describe('what a link leads to', () => {
  it('is told by name and end, and no more, to whoever has it', async () => {
    const tell = await aLink();
    const answer = await tell();
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(answer.body).toEqual({ fileName: 'holiday.mp4', expiresAt: seconds(60).toISOString() });
  });

  it('is told of no link that has ended or never was', async () => {
    const tell = await aLink();
    for (const answer of [await tell(seconds(60)), await tell(now, { token: 'x'.repeat(43) })])
      expect(answer).toMatchObject({ status: 404, body: { code: 'link.not-found' } });
  });
});
