import { describe, expect, it } from 'vitest';
import { infoJson } from '#downloads/info.ts';
import { pathFactsOf } from '#downloads/path-facts.ts';
import { chosenFiles, viewFormats, viewMetadata } from '#downloads/view-info.ts';
import { formatsView, metadataView } from '#downloads/views.ts';

/** A site with formats of one kind each, subtitles of both kinds, chapters, and a board of small pictures. */
const watched = {
  id: 'x1y2z3',
  title: 'Holiday in Rome',
  description: 'Three days.',
  uploader: 'Ann',
  channel: 'Ann travels',
  channel_id: 'UC1',
  channel_url: 'https://video.example/c/UC1',
  duration: 93.4,
  upload_date: '20260401',
  timestamp: 1_775_037_600,
  view_count: 42,
  like_count: 3,
  age_limit: 0,
  tags: ['rome', 'travel'],
  live_status: 'not_live',
  webpage_url: 'https://video.example/watch?v=x1y2z3',
  extractor: 'youtube',
  extractor_key: 'Youtube',
  thumbnails: [
    { url: 'https://img.example/0.jpg', height: 90, width: 120, id: '0', preference: -37 },
    { id: 'broken' },
  ],
  chapters: [
    { title: 'Day 1', start_time: 0, end_time: 30 },
    { title: 'Day 2', start_time: 30, end_time: 93.4 },
  ],
  subtitles: { en: [{ url: 'https://video.example/en', ext: 'vtt' }], live_chat: [{ ext: 'json' }] },
  automatic_captions: { de: [{ ext: 'vtt' }], fr: [{ ext: 'vtt' }] },
  formats: [
    { format_id: 'sb0', ext: 'mhtml', protocol: 'mhtml', vcodec: 'none', acodec: 'none', width: 48, height: 27 },
    {
      format_id: '140',
      ext: 'm4a',
      container: 'm4a_dash',
      vcodec: 'none',
      acodec: 'mp4a.40.2',
      tbr: 129.5,
      filesize: 1_510_000,
      language: 'en',
      format_note: 'medium',
    },
    {
      format_id: '337',
      ext: 'webm',
      container: 'webm_dash',
      vcodec: 'vp09.02.51.10.01.09.16.09.00',
      acodec: 'none',
      width: 3840,
      height: 2160,
      fps: 60,
      dynamic_range: 'HDR10',
      tbr: 21_000.4,
      filesize_approx: 245_000_000.7,
    },
  ],
  requested_formats: [
    { format_id: '337', filesize_approx: 245_000_000.7 },
    { format_id: '140', filesize: 1_510_000 },
  ],
  format_id: '337+140',
  ext: 'webm',
  width: 3840,
  height: 2160,
};

/** What the generic extractor tells of a plain file: next to nothing. */
const plainFile = {
  id: 'clip',
  title: 'clip',
  extractor: 'generic',
  extractor_key: 'Generic',
  duration: null,
  formats: [{ format_id: '0', url: 'https://example.com/clip.mp4', ext: 'mp4', vcodec: null, acodec: null }],
  format_id: '0',
  ext: 'mp4',
  filesize: 1_127_735,
  requested_subtitles: null,
};

const announced = {
  id: 'soon',
  title: 'Launch',
  live_status: 'is_upcoming',
  release_timestamp: 1_795_292_400,
  extractor_key: 'Youtube',
  formats: [],
};

const read = (given: object) => infoJson.parse(given);

describe('the formats of a source', () => {
  it('are those with picture or sound, in the words of this API', () => {
    const view = viewFormats(read(watched));
    expect(formatsView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ id: 'x1y2z3', site: 'youtube', live: 'no', startsAt: null, chosen: ['337', '140'] });
    expect(view.subtitles).toEqual({ manual: ['en'], automatic: ['de', 'fr'] });
    expect(view.formats).toEqual([
      {
        id: '140',
        ext: 'm4a',
        container: 'm4a_dash',
        width: null,
        height: null,
        fps: null,
        hdr: false,
        videoCodec: null,
        audioCodec: 'aac',
        bitrate: 129_500,
        bytes: 1_510_000,
        language: 'en',
        note: 'medium',
      },
      expect.objectContaining({
        id: '337',
        hdr: true,
        videoCodec: 'vp9',
        audioCodec: null,
        bytes: 245_000_001,
        fps: 60,
      }),
    ]);
  });

  it('may be all that is known', () => {
    const view = viewFormats(read(plainFile));
    expect(formatsView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ site: 'generic', seconds: null, chosen: ['0'] });
    expect(view.formats[0]).toMatchObject({ id: '0', videoCodec: null, audioCodec: null, bytes: null });
    expect(chosenFiles(read(plainFile))).toEqual([{ formatId: '0', bytes: 1_127_735 }]);
  });

  it.each([
    ['avc1.64001f', 'h264'],
    ['hev1.1.6.L93.B0', 'hevc'],
    ['av01.0.08M.08', 'av1'],
    ['vp9', 'vp9'],
    ['theora', 'theora'],
  ])('name the codec %s %s', (vcodec, name) => {
    expect(viewFormats(read({ id: 'x', formats: [{ format_id: '1', vcodec }] })).formats[0]?.videoCodec).toBe(name);
  });
});

describe('the metadata of a source', () => {
  it('is what the site says of it', () => {
    const view = viewMetadata(read(watched));
    expect(metadataView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      title: 'Holiday in Rome',
      channel: 'Ann travels',
      date: '2026-04-01',
      views: 42,
      thumbnails: [{ url: 'https://img.example/0.jpg', width: 120, height: 90 }],
      chapters: [
        { title: 'Day 1', from: 0, to: 30 },
        { title: 'Day 2', from: 30, to: 93.4 },
      ],
      playlist: null,
    });
  });

  it('tells when an announced stream begins', () => {
    expect(viewMetadata(read(announced))).toMatchObject({ live: 'upcoming', startsAt: '2026-11-21T20:20:00.000Z' });
  });

  it('names the list that it was found in', () => {
    const listed = read({ ...plainFile, playlist_title: 'Feed', playlist_index: 2, n_entries: 9 });
    expect(viewMetadata(listed).playlist).toEqual({ title: 'Feed', index: 2, count: 9 });
  });

  it('loses only the fields that are of another shape than they should be', () => {
    const odd = read({
      id: 'x',
      title: 7,
      duration: 'long',
      upload_date: '2026',
      timestamp: 1e300,
      tags: 'one',
      view_count: -1,
      formats: [{ ext: 'mp4' }, { format_id: '1', width: '640', tbr: null }, 'x', null],
      subtitles: [],
      thumbnails: null,
    });
    const view = viewMetadata(odd);
    expect(metadataView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ title: 'x', seconds: null, date: null, tags: [], views: null, thumbnails: [] });
    expect(viewFormats(odd).formats).toMatchObject([{ id: '1', width: null, bitrate: null }]);
  });

  it('has a day even where a site tells seconds only', () => {
    expect(viewMetadata(read({ id: 'x', timestamp: 1_775_037_600 })).date).toBe('2026-04-01');
  });
});

describe('what a path may name', () => {
  it('comes from the site, the file, and the place among others', () => {
    const file = { ext: 'mp4', width: 1920, height: 1080 };
    expect(pathFactsOf(read(watched), { file, random: 'k3v9', place: { index: 4, playlist: 'Trips' } })).toEqual({
      id: 'x1y2z3',
      title: 'Holiday in Rome',
      uploader: 'Ann',
      channel: 'Ann travels',
      date: '2026-04-01',
      seconds: 93.4,
      site: 'youtube',
      playlist: 'Trips',
      playlistIndex: null,
      index: 4,
      random: 'k3v9',
      ext: 'mp4',
      width: 1920,
      height: 1080,
    });
  });
});
