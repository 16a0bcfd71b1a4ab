import { describe, expect, it } from 'vitest';
import { beginProgress, finishedFile, type ProgressState, readProgress } from '#downloads/read-progress.ts';

const video = { format_id: 'v', vcodec: 'avc1.64001f', acodec: 'none' };
const audio = { format_id: 'a', vcodec: 'none', acodec: 'mp4a.40.2' };

const transfer = (info: object, progress: object): string =>
  `P ${JSON.stringify({ progress: { status: 'downloading', filename: JSON.stringify(info), ...progress }, info })}`;
const step = (postprocessor: string, status = 'finished'): string => `PP ${JSON.stringify({ status, postprocessor })}`;
const readAll = (lines: readonly string[], state: ProgressState = beginProgress([])): ProgressState =>
  lines.reduce(readProgress, state);

const both = beginProgress([
  { formatId: 'v', bytes: 900 },
  { formatId: 'a', bytes: 100 },
]);

describe('progress', () => {
  it('is of all files together, each weighing what it has in bytes', () => {
    const half = readAll([transfer(video, { downloaded_bytes: 450, total_bytes: 900, speed: 50, eta: 9 })], both);
    expect(half.shown).toEqual({
      stage: 'fetching video',
      percent: 40.5,
      bytes: 450,
      totalBytes: 1000,
      bytesPerSecond: 50,
      etaSeconds: 11,
    });
    const second = readAll(
      [
        transfer(video, { status: 'finished', downloaded_bytes: 900, total_bytes: 900 }),
        transfer(audio, { downloaded_bytes: 50, total_bytes: 100 }),
      ],
      half,
    );
    expect(second.shown).toEqual({ stage: 'fetching audio', percent: 85.5, bytes: 950, totalBytes: 1000 });
  });

  it('believes a size that the transfer tells before the one that the look told', () => {
    const { shown } = readAll([transfer(video, { downloaded_bytes: 300, total_bytes: 300 })], both);
    expect(shown).toMatchObject({ percent: 67.5, totalBytes: 400 });
  });

  it('counts a file of unknown size as much as the others on average', () => {
    const unknown = beginProgress([
      { formatId: 'v', bytes: 900 },
      { formatId: 'a', bytes: null },
    ]);
    const { shown } = readAll(
      [transfer(video, { status: 'finished', downloaded_bytes: 900, total_bytes: 900 })],
      unknown,
    );
    expect(shown).toMatchObject({ percent: 45 });
    expect(shown).not.toHaveProperty('totalBytes');
  });

  it('goes by pieces where no size is known, and by nothing where there is no end', () => {
    const pieces = readAll([transfer(video, { downloaded_bytes: 10, fragment_index: 1, fragment_count: 4 })]);
    expect(pieces.shown.percent).toBe(22.5);
    const stream = readAll([transfer({ format_id: 'live' }, { downloaded_bytes: 10, speed: 5 })]);
    expect(stream.shown).toEqual({ stage: 'fetching', bytes: 10, bytesPerSecond: 5 });
  });

  it('never goes backwards, though a file turns up that nobody expected', () => {
    const done = readAll([transfer(video, { status: 'finished', downloaded_bytes: 900, total_bytes: 900 })]);
    expect(done.shown.percent).toBe(90);
    expect(readAll([transfer(audio, { downloaded_bytes: 1, total_bytes: 900 })], done).shown.percent).toBe(90);
  });

  it('goes on through the steps after the transfer, and never says that all is done', () => {
    const fetched = readAll([transfer(video, { status: 'finished', downloaded_bytes: 9, total_bytes: 9 })]);
    const merging = readAll([step('Merger', 'started')], fetched);
    expect(merging.shown).toMatchObject({ stage: 'merging', percent: 90 });
    expect(readAll([step('Merger')], merging).shown.percent).toBe(92.5);
    expect(readAll([step('FixupM3u8', 'started')], fetched).shown.stage).toBe('repairing');
    const many = readAll(
      Array.from({ length: 40 }, () => step('SplitChapters')),
      fetched,
    );
    expect(many.shown.percent).toBeLessThan(100);
  });

  it('is not moved by subtitles, nor by steps before the transfer', () => {
    const early = readAll([
      transfer({ ext: 'vtt' }, { status: 'finished', downloaded_bytes: 38, total_bytes: 38 }),
      step('SubtitlesConvertor'),
    ]);
    expect(early.shown).toEqual({ stage: 'converting subtitles', bytes: 0 });
  });

  it.each([
    'P {"progress":{"status',
    'P [1]',
    'P {"progress":null,"info":null}',
    'PP x',
    '[download] 12%',
    'WARNING: P {}',
    '',
  ])('is not changed by the line %j', (line) => expect(readAll([line], both)).toBe(both));

  it('takes no number that is none', () => {
    const { shown } = readAll([
      transfer(video, { downloaded_bytes: 'NA', total_bytes: null, speed: -1, eta: 'Unknown' }),
    ]);
    expect(shown).toEqual({ stage: 'fetching video', bytes: 0 });
  });
});

describe('a finished file', () => {
  it('is told by its line, with the part of the source that it is', () => {
    expect(finishedFile('DONE {"filepath": "/scratch/media.mp4"}')).toEqual({
      path: '/scratch/media.mp4',
      from: null,
      to: null,
      title: null,
    });
    expect(
      finishedFile(
        'DONE {"filepath": "/s/media-0-8000.mp4", "section_start": 0, "section_end": 8, "section_title": "Intro"}',
      ),
    ).toEqual({ path: '/s/media-0-8000.mp4', from: 0, to: 8, title: 'Intro' });
  });

  it.each(['P {}', 'DONE', 'DONE {}', 'DONE {"filepath": 7}', 'DONE {'])('is not told by %j', (line) =>
    expect(finishedFile(line)).toBeNull(),
  );
});
