import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import { completeUpload } from '#uploads/routes/complete-upload.ts';
import { deleteUpload } from '#uploads/routes/delete-upload.ts';
import { getParts } from '#uploads/routes/get-parts.ts';
import { getUpload } from '#uploads/routes/get-upload.ts';
import { restoreUpload } from '#uploads/routes/restore-upload.ts';
import { signCheckedParts } from '#uploads/routes/sign-checked-parts.ts';
import { anUpload } from '../../../support/builders.ts';
import { anEngine, send } from '../../../support/engine.ts';
import { film, sendParts, sha256, start } from '../../../support/uploads.ts';

describe('an upload', () => {
  const upload = anUpload();
  const ask = { params: { id: upload.id } };
  const checked = { parts: [{ number: 1, sha256: sha256(film) }] };

  it('is shown to its owner', async () => {
    const answer = await send(getUpload, anEngine({ uploads: [upload] }), { ...ask, as: 'alice/viewer' });
    expect(answer).toMatchObject({ status: 200, body: { id: upload.id, state: 'open', file: null } });
  });

  it.each([
    ['another’s', upload.id],
    ['one that was never begun', newId()],
  ])('that is %s does not exist, whatever is asked of it', async (_whose, id) => {
    const engine = anEngine({ uploads: [upload] });
    const theirs = { params: { id }, as: 'bob/user' } as const;
    const answers = [
      await send(getUpload, engine, theirs),
      await send(getParts, engine, theirs),
      await send(signCheckedParts, engine, { ...theirs, body: checked }),
      await send(completeUpload, engine, { ...theirs, body: {} }),
      await send(restoreUpload, engine, { ...theirs, body: {} }),
      await send(deleteUpload, engine, theirs),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'upload.not-found' } });
  });

  it('is written to by nobody who may only read', async () => {
    const engine = anEngine({ uploads: [upload] });
    const viewer = { ...ask, as: 'alice/viewer' } as const;
    const answers = [
      await send(getParts, engine, viewer),
      await send(signCheckedParts, engine, { ...viewer, body: checked }),
      await send(completeUpload, engine, { ...viewer, body: {} }),
      await send(restoreUpload, engine, { ...viewer, body: {} }),
      await send(deleteUpload, engine, viewer),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it('of another is completed by an admin as its owner’s', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { then: {} });
    await sendParts(parts);
    const { body } = await send(completeUpload, engine, { params: { id }, body: {}, as: 'root/admin' });
    expect((await engine.jobs.get(body.job.id))?.owner).toBe('alice');
  });
});
