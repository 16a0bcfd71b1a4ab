import { describe, expect, test } from 'vitest';
import { guardInputs, inputGuards, recordingDemuxers } from '#shared/tools/guard-inputs.ts';

const listIn = (words: readonly string[], option: string) => words[words.indexOf(option) + 1]?.split(',') ?? [];

describe('an input', () => {
  test.each([
    'hls',
    'dash',
    'concat',
    'imf',
    'sdp',
    'rtsp',
    'image2',
    'tty',
    'lavfi',
    'applehttp',
    'ffmetadata',
    'webvtt',
  ])('may not be of kind %s, which could name other files and hosts', (demuxer) => {
    expect(recordingDemuxers).not.toContain(demuxer);
  });

  test('from the network is read over HTTP, and from nowhere else', () => {
    expect(listIn(inputGuards('http://127.0.0.1:1/x'), '-protocol_whitelist')).toEqual(['http', 'tcp']);
  });

  test('from the disk does not reach the network', () => {
    expect(listIn(inputGuards('main.mp4'), '-protocol_whitelist')).not.toContain('http');
  });

  test('from the network is read over one connection, for ffprobe loses packets otherwise', () => {
    expect(inputGuards('http://127.0.0.1:1/x').join(' ')).toContain('-multiple_requests 1');
  });
});

describe('a command line', () => {
  test('has its guards before every input', () => {
    const guarded = guardInputs(['-ss', '5', '-i', 'http://h/a', '-i', 'b.png', '-f', 'mp4', 'out.mp4']);
    const before = (input: string) => guarded.slice(0, guarded.indexOf(input)).lastIndexOf('-format_whitelist');
    expect(guarded.filter((word) => word === '-format_whitelist')).toHaveLength(2);
    expect(before('b.png')).toBeGreaterThan(guarded.indexOf('http://h/a'));
    expect(guarded.slice(-3)).toEqual(['-f', 'mp4', 'out.mp4']);
  });

  test('may name a demuxer for an input of our own making, for that input alone', () => {
    const guarded = guardInputs(['-f', 'concat', '-i', 'list.txt', '-i', 'http://h/a', 'out']);
    const whitelists = guarded.flatMap((word, n) => (word === '-format_whitelist' ? [guarded[n + 1]] : []));
    expect(whitelists.map((list) => list?.includes('concat'))).toEqual([true, false]);
  });

  test('without input is left as it is', () => {
    expect(guardInputs(['-version'])).toEqual(['-version']);
  });
});
