import { describe, expect, test } from 'vitest';
import { audioTracks } from '#media/arguments/audio-tracks.ts';
import { filmPreparation } from '#media/arguments/film.ts';
import { anAudio, aSource, aSubtitle, filmFor, planFor } from './builders.ts';

const sounds = (...audio: ReturnType<typeof anAudio>[]) => aSource({ audio });
const english = anAudio({ stream: 1, language: 'eng', isDefault: false });
const german = anAudio({ stream: 2, language: 'ger', isDefault: true });

describe('sound', () => {
  test('keeps all its tracks in a film, the default one first', () => {
    expect(filmFor(sounds(english, german)).audio.map(({ stream }) => stream)).toEqual([2, 1]);
  });

  test('keeps the default track where there is room for one, and says so', () => {
    const plan = filmFor(sounds(english, german), { preset: 'mp3' });
    expect(plan.audio.map(({ stream }) => stream)).toEqual([2]);
    expect(plan.notes).toContain('1 more sound track left out: mp3 carries 1');
  });

  test('is copied where it fits', () => {
    const aac = anAudio({ codec: 'aac', profile: 'LC', bitrate: 128_000 });
    expect(filmFor(sounds(aac)).audio[0]?.mode).toBe('copy');
  });

  test.each([
    ['it begins late, and silence must fill the gap', { delay: 1.2 }],
    ['it has a profile that few play', { profile: 'HE-AAC' }],
    ['it has more channels than asked for', { channels: 6 }],
    ['its rate is past 48 kHz', { sampleRate: 96_000 }],
    ['it is far fatter than asked for', { bitrate: 640_000 }],
  ])('is encoded when %s', (_, facts) => {
    const aac = anAudio({ codec: 'aac', profile: 'LC', bitrate: 128_000, ...facts });
    expect(filmFor(sounds(aac)).audio[0]?.mode).toBe('encode');
  });

  test('is mixed down, with a note, and never up', () => {
    const plan = filmFor(sounds(anAudio({ channels: 6, language: 'fre' })));
    expect(plan.audio[0]?.channels).toBe(2);
    expect(plan.notes).toContain('sound mixed down from 6 to 2 channels (French)');
    expect(filmFor(sounds(anAudio({ channels: 1 }))).audio[0]?.channels).toBe(1);
  });

  test('keeps its six channels when they are asked for, at twice the rate', () => {
    const plan = filmFor(sounds(anAudio({ channels: 8 })), {
      rendition: { container: 'mp4', audioChannels: 6 } as never,
    });
    expect(plan.audio[0]).toMatchObject({ channels: 6, bitrate: 320_000 });
  });

  test('keeps 24 bits in flac where there are 24', () => {
    const depthOf = (bitDepth: number | null) =>
      filmFor(sounds(anAudio({ bitDepth })), { container: 'flac' }).audio[0]?.bitDepth;
    expect([depthOf(24), depthOf(16), depthOf(null)]).toEqual([24, 16, 16]);
  });

  test('starts at zero with the picture, whatever its own start', () => {
    expect(audioTracks(filmFor(aSource()).audio).join(' ')).toContain('aresample=async=1:first_pts=0');
  });
});

describe('loudness', () => {
  const request = { rendition: { container: 'm4a', loudness: -16 } } as never;
  const found = { input_i: '-33.1', input_tp: '-20.0', input_lra: '2.0', input_thresh: '-43.2', target_offset: '0.4' };

  test('is measured in a run of its own, for each track', () => {
    const [measuring] = filmPreparation(filmFor(aSource(), request), 'URL');
    expect(measuring?.args.join(' ')).toContain(
      'loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json:stats_file=loudness-1.json',
    );
  });

  test('is brought to the target by what was measured', () => {
    const args = audioTracks(filmFor(aSource(), request).audio, new Map([[1, found]])).join(' ');
    expect(args).toContain(
      'measured_I=-33.1:measured_TP=-20.0:measured_LRA=2.0:measured_thresh=-43.2:offset=0.4:linear=true',
    );
  });

  test('of silence is left alone: it has none', () => {
    const silent = new Map([[1, { ...found, input_i: '-inf' }]]);
    expect(audioTracks(filmFor(aSource(), request).audio, silent).join(' ')).not.toContain('loudnorm');
  });
});

describe('what a source lacks', () => {
  test('makes a film of sound alone an m4a, with a note', () => {
    const plan = filmFor(aSource({ video: null }));
    expect(plan).toMatchObject({ container: 'm4a', fileName: 'holiday.m4a', video: null, poster: null });
    expect(plan.notes[0]).toBe('the source has no picture: made the sound alone');
  });

  test('makes a webm of sound alone, for that is what a webm can be', () => {
    expect(filmFor(aSource({ video: null }), { preset: 'vp9-webm' })).toMatchObject({ container: 'webm', video: null });
  });

  test('makes a silent film of a picture alone', () => {
    expect(filmFor(sounds())).toMatchObject({ audio: [], video: { mode: 'encode' } });
  });

  test.each(['gif', 'preview'] as const)('is the end of it where %s needs a picture', (preset) => {
    expect(() => planFor(aSource({ video: null }), { preset })).toThrow(
      `${preset} needs a picture; the source has none`,
    );
  });

  test.each(['mp3', 'wav', 'aac-m4a'] as const)('is the end of it where %s needs sound', (preset) => {
    expect(() => planFor(sounds(), { preset })).toThrow(`${preset} needs sound; the source has none`);
  });
});

describe('subtitles', () => {
  const text = aSubtitle({ stream: 3 });
  const bitmap = aSubtitle({ stream: 4, codec: 'hdmv_pgs_subtitle', kind: 'bitmap', language: 'ger' });
  const made = (request: Parameters<typeof filmFor>[1]) => filmFor(aSource({ subtitles: [text, bitmap] }), request);

  test.each([
    ['mp4', [{ stream: 3, codec: 'mov_text' }]],
    ['webm', [{ stream: 3, codec: 'webvtt' }]],
    [
      'mkv',
      [
        { stream: 3, codec: 'copy' },
        { stream: 4, codec: 'copy' },
      ],
    ],
    ['mp3', []],
  ] as const)('go into %s as it takes them', (container, expected) => {
    expect(made({ container }).subtitles.map(({ stream, codec }) => ({ stream, codec }))).toEqual(expected);
  });

  test('that are pictures of text are left out of an mp4 with a note', () => {
    expect(made({ container: 'mp4' }).notes).toContain(
      'subtitles left out, mp4 cannot hold them: ger (hdmv_pgs_subtitle)',
    );
  });

  test('of the mp4 kind become srt in Matroska', () => {
    const movText = aSubtitle({ codec: 'mov_text' });
    expect(filmFor(aSource({ subtitles: [movText] }), { container: 'mkv' }).subtitles[0]?.codec).toBe('srt');
  });
});
