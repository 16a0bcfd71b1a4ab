import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../infra/local/options.ts';

describe('what npm start was asked for', () => {
  it('takes the file wherever it stands among the flags', () => {
    const wanted = { file: 'a b.mp4', once: true, preset: 'mp3' };
    expect(parseOptions(['a b.mp4', '--once', '--preset', 'mp3'])).toMatchObject(wanted);
    expect(parseOptions(['--once', 'a b.mp4', '--preset', 'mp3'])).toMatchObject(wanted);
    expect(parseOptions(['--preset', 'mp3', '--once', 'a b.mp4'])).toMatchObject(wanted);
    expect(parseOptions(['--preset=mp3', '--once', '--', 'a b.mp4'])).toMatchObject(wanted);
  });

  it('makes 1080p H.264 when no preset is named', () => {
    expect(parseOptions(['x.mov'])).toMatchObject({ preset: 'h264-1080p', once: false });
  });

  it('runs the sample once when no file is named', () => {
    expect(parseOptions(['--once', '--preset', 'mp3'])).toMatchObject({ once: true, file: undefined, preset: 'mp3' });
  });

  it('reads a file whose name looks like a flag after --', () => {
    expect(parseOptions(['--once', '--', '--data']).file).toBe('--data');
  });

  it.each([
    [['--once', 'a', '--preset'], '--preset needs a value'],
    [['--data', '--once', 'a'], '--data needs a value'],
    [['a', 'b'], 'one file at a time'],
    [['--twice', 'a'], 'unknown flag --twice'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
