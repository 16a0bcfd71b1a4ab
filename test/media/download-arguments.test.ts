import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadArguments, lookArguments, type Machine } from '#downloads/download-arguments.ts';
import { jobOf } from '../support/download-requests.ts';

const run = promisify(execFile);

let scratch: string;
let machine: Machine;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'download-arguments-'));
  machine = {
    scratch,
    cache: join(scratch, 'cache'),
    node: process.execPath,
    ffmpeg: 'ffmpeg',
  };
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** What yt-dlp says to the arguments without their address: that it lacks, once it has understood all others. */
const objection = async (words: readonly string[]): Promise<string> => {
  const { stderr } = await run('yt-dlp', words.slice(0, -2)).catch((error: { stderr: string }) => error);
  return stderr.split('\n').find((line) => line.includes('error: ')) ?? stderr;
};
const understood = expect.stringMatching(/error: You must provide at least one URL/);

const categories = [
  'sponsor',
  'intro',
  'outro',
  'selfpromo',
  'preview',
  'filler',
  'interaction',
  'music_offtopic',
  'hook',
];

describe('yt-dlp understands', () => {
  it.each([
    {},
    {
      ...{ quality: '1080p', container: 'mp4', videoCodec: 'h264', audioCodec: 'aac', maxFps: 30, hdr: 'avoid' },
      subtitles: { languages: ['all', '!en*', 'pt-BR'], automatic: true, format: 'ass', embed: true },
      thumbnail: { allSizes: true, embed: true, format: 'png' },
      metadata: { embed: true },
      chapters: { embed: true, split: true },
    },
    { container: 'webm', hdr: 'prefer', live: { fromStart: true, waitForScheduledSeconds: 60 } },
    { container: 'mov', live: { minutes: 720 } },
    {
      format:
        '(bv*[height<=1080][vcodec^=avc1]+ba[ext=m4a])[filesize<?500M]/b.2/[height=360]/ba[acodec!=none][ext!^=web]',
      sections: [{ from: 12.5, to: '1:02:03.25' }, { from: 90 }, { chapter: '*Q&A (2) [x]* \\d+ é' }],
      exactCuts: true,
      sponsorBlock: { mark: [...categories, 'poi_highlight', 'chapter'], remove: categories },
    },
    { audio: { format: 'mp3', bitrate: '192k' }, thumbnail: { embed: true } },
    { audio: { format: 'm4a', quality: 0 } },
    { audio: { format: 'opus' } },
    { audio: { format: 'aac' } },
    { audio: { format: 'flac' } },
    { audio: { format: 'wav' } },
    { audio: { format: 'wav', loudness: -16 } },
    {
      headers: { Referer: 'https://a.example/x:y', 'User-Agent': 'Mozilla/5.0 (X11; a:b)', Accept: '*/*' },
      geo: { country: 'DE' },
    },
    { geo: { bypass: 'never' }, rateLimitBytesPerSecond: 1024, maxBytes: 1, maxSeconds: 1 },
  ])('%j', async (asked) => {
    expect(await objection(downloadArguments(jobOf(asked), machine))).toEqual(understood);
  });

  it('what is asked before anything is fetched', async () => {
    const job = jobOf({ quality: '720p', live: { waitForScheduledSeconds: 60 } });
    expect(await objection(lookArguments(job, machine))).toEqual(understood);
  });

  it('nothing else: the test would see an option that does not exist', async () => {
    expect(await objection(['--no-such-option', '--', 'x'])).toMatch(/no such option/);
  });
});

const video = (format_id: string, width: number, height: number, more: object = {}) => ({
  ...{
    format_id,
    url: `https://video.example/${format_id}`,
    ext: 'mp4',
    vcodec: 'avc1.640028',
    acodec: 'none',
    fps: 30,
  },
  ...{ width, height, dynamic_range: 'SDR', tbr: height },
  ...more,
});
const sound = (format_id: string, acodec: string, ext: string, more: object = {}) => ({
  ...{ format_id, url: `https://video.example/${format_id}`, ext, vcodec: 'none', acodec, tbr: 128 },
  ...more,
});

/** From lowest to highest, as extractors list them. */
const landscape = [
  sound('dubbed', 'opus', 'webm', { language: 'de', language_preference: -10, tbr: 160 }),
  sound('m4a', 'mp4a.40.2', 'm4a', { language: 'en', language_preference: 10 }),
  sound('opus-160', 'opus', 'webm', { language: 'en', language_preference: 10, tbr: 150 }),
  video('h264-360', 640, 360),
  video('h264-720', 1280, 720),
  video('vp9-1080', 1920, 1080, { vcodec: 'vp9', ext: 'webm' }),
  video('h264-1080', 1920, 1080),
  video('h264-1080-60', 1920, 1080, { fps: 60 }),
  video('vp9-2160', 3840, 2160, { vcodec: 'vp9', ext: 'webm' }),
  video('hdr-2160', 3840, 2160, { vcodec: 'vp09.02.51.10', ext: 'webm', dynamic_range: 'HDR10' }),
];
const portrait = [sound('m4a', 'mp4a.40.2', 'm4a'), video('tall-720', 720, 1280), video('tall-1080', 1080, 1920)];

const choiceOf = async (formats: readonly object[], asked: object): Promise<string> => {
  const info = join(scratch, 'info.json');
  const item = {
    id: 'x',
    title: 'x',
    extractor: 'x',
    extractor_key: 'X',
    webpage_url: 'https://video.example/',
    formats,
  };
  await writeFile(info, JSON.stringify(item));
  const words = downloadArguments(jobOf(asked), machine, info);
  const { stdout } = await run('yt-dlp', [...words, '--simulate', '--print=CHOSEN %(format_id)s']);
  return /CHOSEN (.*)/.exec(stdout)?.[1] ?? stdout;
};

describe('of the formats of a site', () => {
  it.each([
    [{}, 'hdr-2160+opus-160'],
    [{ hdr: 'avoid' }, 'vp9-2160+opus-160'],
    [{ quality: '1080p' }, 'h264-1080-60+opus-160'],
    [{ quality: '1080p', maxFps: 30 }, 'vp9-1080+opus-160'],
    [{ quality: '1080p', maxFps: 30, videoCodec: 'h264' }, 'h264-1080+opus-160'],
    [{ quality: '480p' }, 'h264-360+opus-160'],
    [{ quality: '1080p', maxFps: 30, container: 'mp4' }, 'h264-1080+m4a'],
    [{ quality: '720p', container: 'webm' }, 'vp9-1080+opus-160'],
    [{ quality: '2160p', container: 'mov' }, 'h264-1080-60+m4a'],
    [{ audioCodec: 'aac', quality: '720p' }, 'h264-720+m4a'],
    [{ quality: 'audio' }, 'opus-160'],
    [{ audio: { format: 'm4a' } }, 'm4a'],
    [{ format: 'h264-360+dubbed' }, 'h264-360+dubbed'],
  ])('%j takes %s', async (asked, chosen) => expect(await choiceOf(landscape, asked)).toBe(chosen));

  it('a portrait picture is measured by its shorter side', async () => {
    expect(await choiceOf(portrait, { quality: '1080p' })).toBe('tall-1080+m4a');
    expect(await choiceOf(portrait, { quality: '720p' })).toBe('tall-720+m4a');
  });
});
