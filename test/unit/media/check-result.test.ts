import { describe, expect, test } from 'vitest';
import { checkResult } from '#media/check-result.ts';
import { anAudio, aSource, aVideo, planFor } from './builders.ts';

const plan = planFor(aSource());
const made = (facts: Parameters<typeof aSource>[0] = {}) => aSource({ video: aVideo({ codec: 'h264' }), ...facts });
const codeOf = (facts: ReturnType<typeof made>, of = plan) => {
  try {
    checkResult(of, facts);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a result', () => {
  test('as planned is let through, a little shorter or longer too', () => {
    expect(codeOf(made())).toBeNull();
    expect(codeOf(made({ seconds: 59.2 }))).toBeNull();
    expect(codeOf(made({ seconds: 61 }))).toBeNull();
  });

  test('that ends before the source does shows that the source was cut off', () => {
    expect(codeOf(made({ seconds: 40 }))).toBe('source.truncated');
    expect(codeOf(made({ seconds: null }))).toBe('source.truncated');
  });

  test('may be short where the source only guessed its length', () => {
    expect(codeOf(made({ seconds: 40 }), planFor(aSource({ secondsAreGuessed: true })))).toBeNull();
    expect(
      codeOf(made({ seconds: 40 }), planFor(aSource({ seconds: null, video: aVideo({ seconds: null }) }))),
    ).toBeNull();
  });

  test('of a single frame has no length to speak of', () => {
    const frame = aSource({ seconds: 0.04, video: aVideo({ seconds: 0.04 }), audio: [] });
    expect(codeOf(made({ seconds: null, audio: [] }), planFor(frame))).toBeNull();
  });

  test('without picture shows that no frame could be decoded', () => {
    expect(codeOf(made({ video: null }))).toBe('source.broken');
  });

  test('of another size or with a track missing is our own fault', () => {
    expect(codeOf(made({ video: aVideo({ width: 1080, height: 1920 }) }))).toBe('tool.failed');
    expect(codeOf(made({ audio: [] }))).toBe('tool.failed');
    expect(codeOf(made({ audio: [anAudio(), anAudio()] }))).toBe('tool.failed');
  });
});
