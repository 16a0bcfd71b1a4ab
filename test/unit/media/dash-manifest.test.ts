import { describe, expect, test } from 'vitest';
import { joinRungs, manifestSeconds } from '#media/dash-manifest.ts';

const rung = (id: number, width: number, height: number, par: string) =>
  `
		<AdaptationSet id="${id}" contentType="video" segmentAlignment="true" maxWidth="${width}" maxHeight="${height}" par="${par}">
			<Representation id="${id}" width="${width}" height="${height}" sar="1:1">
			</Representation>
		</AdaptationSet>`;
const sound = (id: number) => `
		<AdaptationSet id="${id}" contentType="audio">
			<Representation id="${id}" />
		</AdaptationSet>`;

describe('the rungs of a manifest', () => {
  const joined = joinRungs(rung(0, 1280, 720, '16:9') + rung(1, 854, 480, '427:240') + sound(2) + sound(3));

  test('stand in one set, which is as large as the largest and claims no shape for all', () => {
    expect(joined.match(/<AdaptationSet [^>]*>/g)).toEqual([
      '<AdaptationSet id="0" contentType="video" segmentAlignment="true" maxWidth="1280" maxHeight="720">',
      '<AdaptationSet id="2" contentType="audio">',
      '<AdaptationSet id="3" contentType="audio">',
    ]);
    expect(joined.match(/<Representation id="\d"/g)).toHaveLength(4);
    expect(joined.match(/<\/AdaptationSet>/g)).toHaveLength(3);
  });

  test('that is the only one, and sound alone, stay as they are', () => {
    for (const manifest of [rung(0, 1280, 720, '16:9') + sound(1), sound(0)])
      expect(joinRungs(manifest)).toBe(manifest);
  });
});

test.each([
  ['PT1H2M3.4S', 3723.4],
  ['PT13.0S', 13],
  ['PT2M', 120],
])('%s are %d seconds', (text, seconds) => {
  expect(manifestSeconds(`<MPD mediaPresentationDuration="${text}">`)).toBe(seconds);
});
