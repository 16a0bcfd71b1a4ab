import { describe, expect, it } from 'vitest';
import { getParts } from '#uploads/routes/get-parts.ts';
import { signCheckedParts } from '#uploads/routes/sign-checked-parts.ts';
import { anEngine, type Engine, send } from '../../../support/engine.ts';
import { film, long, partBytes, partOf, type Signed, sendParts, sha256, start } from '../../../support/uploads.ts';

const sign = (engine: Engine, id: string, parts: readonly object[]) =>
  send(signCheckedParts, engine, { params: { id }, body: { parts } });

describe('going on with an upload', () => {
  it('tells what has arrived and where to send the rest', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { bytes: long.length });
    await sendParts(parts.slice(0, 1), long);
    const answer = await send(getParts, engine, { params: { id }, query: { from: '2' } });
    expect(answer.body.arrived).toMatchObject([{ number: 1, bytes: partBytes }]);
    expect(answer.body.parts.map(({ number }: Signed) => number)).toEqual([2]);
  });

  it('signs parts with their checksums, so that others are refused', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { bytes: long.length, checksum: 'sha256' });
    expect(parts).toEqual([]);
    const wanted = [
      { number: 1, sha256: sha256(partOf(long, 1)) },
      { number: 2, sha256: sha256(Buffer.from('else')) },
    ];
    const signed = await sign(engine, id, wanted);
    const sent = await sendParts(signed.body.parts, long);
    expect(sent.map(({ status }) => status)).toEqual([200, 400]);
  });

  it('signs no checksum where none was agreed on', async () => {
    const engine = anEngine();
    const { id } = await start(engine);
    const answer = await sign(engine, id, [{ number: 1, sha256: sha256(film) }]);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'parts' } });
  });

  it.each([
    ['beyond the plan', [1, 2], 'parts[1].number', 'the last part is 1'],
    ['twice', [1, 1], 'parts[1].number', 'name each part once'],
  ])('signs no part %s, and says which', async (_what, numbers, field, advice) => {
    const engine = anEngine();
    const { id } = await start(engine, { checksum: 'sha256' });
    const answer = await sign(
      engine,
      id,
      numbers.map((number) => ({ number, sha256: sha256(film) })),
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
    expect(answer.body.detail).toContain(advice);
    expect(await engine.sums.of(id)).toEqual(new Map());
  });
});
