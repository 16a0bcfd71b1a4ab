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

  it('knows an address from a file, and what is to be made of it', () => {
    expect(parseOptions(['--once', 'https://example.com/a', '--then', 'mp3'])).toMatchObject({
      ...{ url: 'https://example.com/a', then: 'mp3', once: true },
    });
    expect(parseOptions(['HTTP://example.com/a'])).not.toHaveProperty('file');
    expect(parseOptions(['https:/example.com'])).toMatchObject({ file: 'https:/example.com' });
  });

  it.each([
    [['http://127.0.0.1:8080/a', '--allow-loopback'], '8080'],
    [['--allow-loopback', 'http://localhost/a'], '80'],
    [['--allow-loopback', 'https://localhost/a'], '443'],
    [['--allow-loopback=8080,9000', 'http://localhost/a'], '8080,9000'],
    [['--allow-loopback=8080'], '8080'],
    [['http://localhost/a'], undefined],
  ])('opens of this machine only what is named: %j opens %s', (args, ports) => {
    expect(parseOptions(args).allowLoopback).toBe(ports);
  });

  it('reads a file whose name looks like a flag after --', () => {
    expect(parseOptions(['--once', '--', '--data']).file).toBe('--data');
  });

  it.each([
    [['--once', 'a', '--preset'], '--preset needs a value'],
    [['--data', '--once', 'a'], '--data needs a value'],
    [['a', 'b'], 'one file at a time'],
    [['--twice', 'a'], 'unknown flag --twice'],
    [['a.mp4', '--then', 'mp3'], '--then needs an address'],
    [['http://example.com/a', '--preset', 'mp3'], 'for an address say --then'],
    [['--allow-loopback'], '--allow-loopback without an address needs ports'],
    [
      ['--allow-loopback=abc', 'http://localhost/a'],
      '--allow-loopback takes ports, such as --allow-loopback=8080,9000',
    ],
    [['--allow-loopback='], '--allow-loopback takes ports'],
    [['--once', 'ftp://example.com/x'], 'the address begins with ftp:, and only http: and https: are fetched'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
