import { describe, expect, it } from 'vitest';
import { downloadArguments, lookArguments, type Machine } from '#downloads/download-arguments.ts';
import { jobOf } from '../../support/download-requests.ts';

const machine: Machine = {
  scratch: '/scratch',
  cache: '/cache',
  node: '/bin/node',
  ffmpeg: '/bin/ffmpeg',
};
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const fetchOf = (asked: object): string[] => downloadArguments(jobOf(asked), machine);
/** What the wish adds to, and takes from, the arguments of no wish at all. */
const changes = (asked: object): { adds: string[]; takes: string[] } => {
  const [with_, without] = [fetchOf(asked), fetchOf({})];
  return {
    adds: with_.filter((word) => !without.includes(word)),
    takes: without.filter((word) => !with_.includes(word)),
  };
};
const adds = (asked: object): string[] => changes(asked).adds;

describe('the arguments of a fetch', () => {
  it('let nobody but us decide what is run, read and reached', () => {
    expect(fetchOf({}).slice(0, 12)).toEqual([
      '--ignore-config',
      '--no-plugin-dirs',
      '--no-js-runtimes',
      '--js-runtimes=node:/bin/node',
      '--no-remote-components',
      '--no-update',
      '--no-exec',
      '--no-batch-file',
      '--color=never',
      '--abort-on-error',
      '--cache-dir=/cache',
      '--ffmpeg-location=/bin/ffmpeg',
    ]);
    expect(fetchOf({})).toEqual(
      expect.arrayContaining([
        '--no-cookies',
        '--no-cookies-from-browser',
        '--paths=home:/scratch',
        '--output=media.%(ext)s',
        '--no-playlist',
        '--playlist-items=1',
        '--continue',
        '--part',
        '--abort-on-unavailable-fragments',
      ]),
    );
  });

  it('end with the address, behind the marker that ends options', () => {
    expect(fetchOf({ url: 'https://example.com/--exec=id' }).slice(-2)).toEqual([
      '--',
      'https://example.com/--exec=id',
    ]);
  });

  it('are one word an option, so that no value is taken for another option', () => {
    const words = fetchOf({ headers: { Referer: '--exec' }, sections: [{ chapter: '--exec' }] });
    expect(words.slice(0, -2).every((word) => word.startsWith('--'))).toBe(true);
    expect(words.filter((word) => word.includes('exec'))).toEqual([
      '--no-exec',
      '--add-headers=Referer:--exec',
      '--download-sections=(?i)^--exec$',
    ]);
  });

  it('take what the look found instead of the address, so that the site is asked once', () => {
    const words = downloadArguments(jobOf({}), machine, '/scratch/info.json');
    expect(words).toContain('--load-info-json=/scratch/info.json');
    expect(words).not.toContain('--');
  });

  it('give cookies only when they are handed over', () => {
    expect(adds({ cookies: { id } })).toEqual([]);
    const words = downloadArguments(jobOf({ cookies: { id } }), { ...machine, cookies: '/scratch/cookies.txt' });
    expect(words).toContain('--cookies=/scratch/cookies.txt');
    expect(words).not.toContain('--no-cookies');
  });

  it('name one of several items on a page', () => {
    const item = { ...jobOf({}), place: { item: 3 } };
    expect(downloadArguments(item, machine)).toContain('--playlist-items=3');
  });
});

describe('a wish', () => {
  it.each([
    [{ quality: '1080p' }, ['--format-sort=lang,res:1080,fps']],
    [{ quality: 'best' }, []],
    [{ maxFps: 30 }, ['--format-sort=lang,res,fps:30']],
    [{ hdr: 'prefer' }, ['--format-sort=lang,res,fps,hdr']],
    [{ hdr: 'avoid' }, ['--format-sort=lang,res,fps,hdr:sdr']],
    [{ videoCodec: 'h264', audioCodec: 'aac' }, ['--format-sort=lang,res,fps,vcodec:h264,acodec:aac']],
    [{ format: '137+140/b' }, ['--format=137+140/b']],
    [
      { container: 'mp4' },
      ['--format-sort=lang,res,fps,ext:mp4:m4a', '--merge-output-format=mp4', '--remux-video=mp4'],
    ],
    [{ container: 'mkv' }, ['--merge-output-format=mkv', '--remux-video=mkv']],
    [{ quality: 'audio' }, ['--format=ba/b', '--extract-audio', '--audio-format=best']],
    [
      { audio: { format: 'mp3' } },
      ['--format=ba/b', '--format-sort=lang,acodec:mp3', '--extract-audio', '--audio-format=mp3', '--audio-quality=2'],
    ],
    [
      { audio: { format: 'opus', bitrate: '128k' } },
      [
        '--format=ba/b',
        '--format-sort=lang,acodec:opus',
        '--extract-audio',
        '--audio-format=opus',
        '--audio-quality=128K',
      ],
    ],
    [{ audio: { format: 'wav' } }, ['--format=ba/b', '--extract-audio', '--audio-format=wav']],
    [
      { audio: { format: 'm4a', quality: 0 } },
      ['--format=ba/b', '--format-sort=lang,acodec:aac', '--extract-audio', '--audio-format=m4a', '--audio-quality=0'],
    ],
    [
      { audio: { format: 'mp3', loudness: -16 } },
      ['--format=ba/b', '--format-sort=lang,acodec:mp3', '--extract-audio', '--audio-format=best'],
    ],
    [
      { subtitles: { languages: ['en*', 'de.*', '!en-orig', 'pt-BR'], format: 'vtt' } },
      [
        '--write-subs',
        '--sub-langs=en.*,de.*,-en-orig,pt-BR,-live_chat',
        '--sub-format=vtt/srt/best',
        '--convert-subs=vtt',
      ],
    ],
    [
      { subtitles: { languages: ['en'], automatic: true, embed: true } },
      [
        '--merge-output-format=mp4/mkv',
        '--remux-video=mp4>mp4/m4v>mp4/mov>mov/mkv',
        '--write-subs',
        '--write-auto-subs',
        '--sub-langs=en',
        '--sub-format=srt/vtt/best',
        '--convert-subs=srt',
        '--embed-subs',
      ],
    ],
    [{ thumbnail: {} }, ['--write-thumbnail', '--convert-thumbnails=jpg']],
    [{ thumbnail: { allSizes: true, format: 'webp' } }, ['--write-all-thumbnails', '--convert-thumbnails=webp']],
    [
      { thumbnail: { download: false, embed: true }, container: 'mkv' },
      ['--merge-output-format=mkv', '--remux-video=mkv', '--embed-thumbnail', '--convert-thumbnails=jpg'],
    ],
    [{ metadata: { embed: true } }, ['--embed-metadata']],
    [{ chapters: { embed: true } }, ['--embed-chapters']],
    [{ chapters: { split: true } }, ['--split-chapters']],
    [
      {
        sections: [
          { from: 30, to: '1:30.5' },
          { from: '1:00:00' },
          { chapter: 'Q&A (2)*' },
          { from: '0:30', to: 90.5 },
        ],
      },
      [
        '--output=media-%(section_start*1000|0)d-%(section_end*1000|0)d.%(ext)s',
        '--download-sections=*30-90.5',
        '--download-sections=*3600-inf',
        '--download-sections=(?i)^Q&A \\(2\\).*$',
      ],
    ],
    [{ exactCuts: true }, ['--force-keyframes-at-cuts']],
    [
      { sponsorBlock: { mark: ['sponsor', 'hook'], remove: ['intro'] } },
      ['--embed-chapters', '--sponsorblock-mark=sponsor,hook', '--sponsorblock-remove=intro'],
    ],
    [{ pathTemplate: '{title}.{ext}' }, []],
    [
      { headers: { Referer: 'https://a.example/x:y', 'User-Agent': 'me' } },
      ['--add-headers=Referer:https://a.example/x:y', '--add-headers=User-Agent:me'],
    ],
    [{ proxy: 'frankfurt' }, []],
    [{ geo: { country: 'DE' } }, ['--xff=DE']],
    [{ geo: { bypass: 'never' } }, ['--xff=never']],
    [{ rateLimitBytesPerSecond: 5000 }, ['--limit-rate=5000']],
    [{ maxBytes: 1000 }, ['--max-filesize=1000']],
    [{ maxSeconds: 60 }, ['--break-match-filters=duration<=?60']],
    [{ live: { fromStart: true } }, ['--live-from-start', '--skip-unavailable-fragments']],
    [{ live: { minutes: 5 } }, ['--download-sections=*0-300', '--skip-unavailable-fragments']],
    [
      { archive: true, retentionSeconds: 60, name: 'x', email: 'a@b.example', then: { preset: 'mp3' }, reuse: false },
      [],
    ],
  ])('for %j adds %j', (asked, expected) => expect(adds(asked)).toEqual(expected));

  it('for a file that cannot hold every codec takes those that it can', () => {
    const format = (container: string) => adds({ container }).find((word) => word.startsWith('--format='));
    expect(format('webm')).toMatch(/^--format=bv\*\[ext=webm\]\+ba\[ext=webm\]\//);
    expect(format('mov')).toContain("vcodec~='^(avc|h264|");
  });

  it('takes back what would speak against it', () => {
    expect(changes({ metadata: { embed: true } }).takes).toEqual(['--no-embed-metadata']);
    expect(changes({ sponsorBlock: { mark: ['sponsor'] } }).takes).toEqual([
      '--no-embed-chapters',
      '--no-sponsorblock',
    ]);
  });
});

describe('the arguments of a look', () => {
  it('fetch nothing, by the same way and with the same choice of formats', () => {
    const words = lookArguments(jobOf({ quality: '720p', geo: { country: 'DE' } }), machine);
    expect(words).toEqual(expect.arrayContaining(['--dump-single-json', '--format-sort=lang,res:720,fps', '--xff=DE']));
    expect(words).not.toContain('--no-simulate');
    expect(words.slice(-2)).toEqual(['--', 'https://example.com/watch/1']);
  });

  it('ask for the facts of an announced stream only when it is to be waited for', () => {
    const lenient = '--ignore-no-formats-error';
    expect(lookArguments(jobOf({ live: { waitForScheduledSeconds: 60 } }), machine)).toContain(lenient);
    expect(lookArguments(jobOf({ live: {} }), machine)).not.toContain(lenient);
  });
});
