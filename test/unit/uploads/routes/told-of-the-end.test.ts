import { describe, expect, it } from 'vitest';
import { startUpload } from '#uploads/routes/start-upload.ts';
import { anEngine, type Engine, send } from '../../../support/engine.ts';

const begin = (engine: Engine, email: string) =>
  send(startUpload, engine, { body: { fileName: 'holiday.mov', bytes: 12, then: { preset: 'mp3', email } } });

describe('an upload whose work is to be told to somebody', () => {
  it.each(['alice@example.org', 'Bob@Partner.example'])('may name %s', async (email) => {
    expect((await begin(anEngine(), email)).status).toBe(201);
  });

  it('is refused before a byte is sent where that is a stranger, with who may be named', async () => {
    const engine = anEngine();
    const answer = await begin(engine, 'eve@elsewhere.example');
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'then.email' } });
    expect(answer.body.detail).toContain('alice@example.org (your own), any address at partner.example');
    expect((await engine.uploads.list('alice', { limit: 10 })).items).toEqual([]);
  });

  it('is refused where mail to that address came back', async () => {
    const engine = anEngine();
    await engine.ledger.suppress('bob@partner.example', 'bounce');
    expect(await begin(engine, 'bob@partner.example')).toMatchObject({ status: 400, body: { field: 'then.email' } });
  });
});
