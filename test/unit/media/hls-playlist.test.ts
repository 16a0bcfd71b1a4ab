import { describe, expect, test } from 'vitest';
import { masterPlaylist } from '#media/master-playlist.ts';
import { avcCodec, bandwidthOf, readMediaPlaylist, textPlaylist, withTimestampMap } from '#media/media-playlist.ts';
import { anAudio, aSource, aSubtitle, ladderFor } from './builders.ts';

const media = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MAP:URI="init_0.mp4"
#EXTINF:6.000000,
00000.m4s
#EXTINF:4.000000,
00001.m4s
#EXT-X-ENDLIST
`;
const plan = ladderFor(
  aSource({
    audio: [anAudio({ language: 'eng' }), anAudio({ stream: 2, language: 'eng', isDefault: false })],
    subtitles: [aSubtitle({ language: 'ger', title: 'Für "Hörgeschädigte"' })],
  }),
);
const bandwidth = { peak: 1000, average: 800 };
const master = masterPlaylist({
  variants: plan.rungs.map((rung) => ({ rung, codec: 'avc1.640028', fps: 29.97, peak: rung.maxBitrate, average: 1 })),
  audio: plan.audio.map((track, n) => ({ plan: track, uri: `audio-${n}/index.m3u8`, bandwidth })),
  subtitles: plan.subtitles.map((text) => ({ plan: text, uri: 'text-0.m3u8' })),
});

describe('a media playlist', () => {
  test('tells its segments, their sum, and where the codec’s parameters are', () => {
    expect(readMediaPlaylist(media)).toEqual({
      seconds: 10,
      init: 'init_0.mp4',
      segments: [
        { file: '00000.m4s', seconds: 6 },
        { file: '00001.m4s', seconds: 4 },
      ],
    });
  });

  test('has for its bandwidth the rate of its heaviest segment', () => {
    const bytes: Record<string, number> = { '00000.m4s': 600_000, '00001.m4s': 500_000 };
    expect(bandwidthOf(readMediaPlaylist(media), (file) => bytes[file] ?? 0)).toEqual({
      peak: 1_000_000,
      average: 880_000,
    });
  });
});

test('a last segment of a single key frame does not ask for a faster line', () => {
  const playlist = readMediaPlaylist(`${media}#EXTINF:0.040000,\n00002.m4s\n`);
  expect(bandwidthOf(playlist, () => 600_000).peak).toBe(1_200_000);
});

test('the codec string is read from the parameters themselves', () => {
  const init = Buffer.concat([Buffer.from('....avcC'), Buffer.from([1, 0x64, 0x00, 0x28, 0xff])]);
  expect(avcCodec(init)).toBe('avc1.640028');
  expect(() => avcCodec(Buffer.from('nothing here'))).toThrow(/no H.264 parameters/);
});

describe('a main playlist', () => {
  test('tells of each rung its rates with sound, codecs, size and frame rate', () => {
    expect(master).toContain(
      'CODECS="avc1.640028,mp4a.40.2",RESOLUTION=1920x1080,FRAME-RATE=29.970,AUDIO="audio",SUBTITLES="text"\n1080p/index.m3u8',
    );
    expect(master).toContain(`BANDWIDTH=${(plan.rungs[0]?.maxBitrate ?? 0) + 1000},AVERAGE-BANDWIDTH=801,`);
  });

  test('names languages as browsers do, and no two tracks alike', () => {
    expect(master).toContain('NAME="English",LANGUAGE="en",DEFAULT=YES');
    expect(master).toContain('NAME="English 2",LANGUAGE="en",DEFAULT=NO');
    expect(master).toContain('LANGUAGE="de"');
  });

  test('cannot be broken by a quote in a title', () => {
    expect(master).toContain(`NAME="Für 'Hörgeschädigte'"`);
  });

  test('of sound alone has the first track as its variant', () => {
    const text = masterPlaylist({
      variants: [],
      audio: [{ plan: plan.audio[0] as never, uri: 'audio-0/index.m3u8', bandwidth }],
      subtitles: [],
    });
    expect(text).toContain(
      '#EXT-X-STREAM-INF:BANDWIDTH=1000,AVERAGE-BANDWIDTH=800,CODECS="mp4a.40.2",AUDIO="audio"\naudio-0/index.m3u8',
    );
  });
});

describe('a text track', () => {
  test('is one segment as long as the film', () => {
    expect(textPlaylist('text-0.vtt', 61.2)).toContain('#EXT-X-TARGETDURATION:62\n');
  });

  test('says that its times count from the start of the film', () => {
    expect(withTimestampMap('WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n')).toMatch(
      /^WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n/,
    );
  });
});
