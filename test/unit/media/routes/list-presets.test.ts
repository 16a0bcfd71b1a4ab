import { expect, it } from 'vitest';
import { presetNames } from '#media/presets.ts';
import { listPresets } from '#media/routes/list-presets.ts';
import { call } from '../../../support/call.ts';

it('every preset is listed with what it is for and what kind of file it makes', async () => {
  const { status, body } = await call(listPresets, {}, { as: 'ann/viewer' });
  expect(status).toBe(200);
  expect(body.presets.map(({ name }: { name: string }) => name)).toEqual(presetNames);
  expect(body.presets).toContainEqual(expect.objectContaining({ name: 'mp3', kind: 'audio', container: 'mp3' }));
  expect(body.presets).toContainEqual(expect.objectContaining({ name: 'hls-ladder', kind: 'ladder' }));
  expect(body.presets).toContainEqual(expect.objectContaining({ name: 'gif', kind: 'image' }));
  for (const { description } of body.presets) expect(description).not.toBe('');
});

it('the presets are told to nobody who is not signed in', async () => {
  expect((await call(listPresets, {})).status).toBe(401);
});
