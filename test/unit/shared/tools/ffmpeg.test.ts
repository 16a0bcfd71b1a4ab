import { describe, expect, test } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { progressReader } from '#shared/tools/ffmpeg.ts';
import { probeArguments } from '#shared/tools/ffprobe.ts';
import { stopError, toolError } from '#shared/tools/tool-error.ts';

describe('progress', () => {
  const read = (text: string) => {
    const reader = progressReader();
    return text.split('\n').flatMap((line) => reader(line) ?? []);
  };

  test('is told at the end of each block', () => {
    const block = 'frame=120\nfps=60.1\ntotal_size=48000\nout_time_us=4000000\nout_time=00:00:04.000000\nspeed=2.5x\n';
    expect(read(`${block}progress=continue\n${block}progress=end`)).toEqual([
      { seconds: 4, frames: 120, speed: 2.5, bytes: 48_000 },
      { seconds: 4, frames: 120, speed: 2.5, bytes: 48_000 },
    ]);
  });

  test('is nought while ffmpeg knows nothing, or knows it to be negative', () => {
    const block = 'frame=0\ntotal_size=N/A\nout_time_us=-23000\nspeed=N/A\nprogress=continue';
    expect(read(block)).toEqual([{ seconds: 0, frames: 0, speed: 0, bytes: 0 }]);
  });

  test('does not carry one block’s values into the next', () => {
    expect(read('frame=9\nprogress=continue\nprogress=end')[1]?.frames).toBe(0);
  });
});

describe('a failed tool', () => {
  const failed = (line: string, more: object = {}) =>
    toolError('ffmpeg', { exitCode: 1, killedBy: null, stopped: false, log: [line], ...more }).code;

  test.each([
    ['[out#0/mp4 @ 0x1] [error] Error writing trailer: No space left on device', 'worker.disk-full'],
    ['[error] av_interleaved_write_frame(): Disk quota exceeded', 'worker.disk-full'],
    ['[error] av_interleaved_write_frame(): File too large', 'worker.disk-full'],
    ['x264 [error]: malloc of size 99 failed: Cannot allocate memory', 'worker.out-of-memory'],
    ['[http @ 0x1] [error] HTTP error 404 Not Found: Server returned 404 Not Found', 'source.not-found'],
    ['[error] Server returned 5XX Server Error reply', 'storage.unavailable'],
    ['[tcp @ 0x1] [error] Connection to tcp://127.0.0.1:1 failed: Connection refused', 'storage.unavailable'],
    ['[mov,mp4,m4a,3gp,3g2,mj2 @ 0x1] [error] moov atom not found', 'source.truncated'],
    ["[hls @ 0x1] [error] Format not on whitelist 'mov,matroska'", 'source.not-media'],
    ['[error] http://127.0.0.1:1/source?…: Invalid data found when processing input', 'source.not-media'],
    ['[in#0 @ 0x1] [error] Error opening input: Invalid data found when processing input', 'source.not-media'],
    ['[fatal] Decode error rate 1 exceeds maximum 0.666667', 'source.broken'],
    [
      '[vist#0:0/h264 @ 0x1] [error] Error submitting packet to decoder: Invalid data found when processing input',
      'source.broken',
    ],
    ['[vist#0:0/none @ 0x1] [fatal] Decoding requested, but no decoder found for: ac4', 'source.broken'],
    ['[error] Output file does not contain any stream', 'source.no-stream'],
    ['[error] Unrecognized option "x"', 'tool.failed'],
  ])('that says %j is %s', (line, code) => {
    expect(failed(line)).toBe(code);
  });

  test('that was killed, and not by us, most likely ate its memory', () => {
    expect(failed('', { exitCode: null, killedBy: 'SIGKILL' })).toBe('worker.out-of-memory');
    expect(failed('', { exitCode: 137 })).toBe('worker.out-of-memory');
  });

  test('that wrote more than a file may hold has filled its disk', () => {
    expect(failed('', { exitCode: null, killedBy: 'SIGXFSZ' })).toBe('worker.disk-full');
  });

  test('that crashed is a failed tool, with its last words', () => {
    const end = { exitCode: null, killedBy: 'SIGSEGV', stopped: false, log: ['first', 'last words', ''] };
    expect(toolError('ffmpeg', end)).toMatchObject({ code: 'tool.failed', message: 'ffmpeg failed: last words' });
  });
});

test('a stopped tool throws why it was stopped', () => {
  const reason = new EngineError('worker.stalled', 'no progress');
  expect(stopError(AbortSignal.abort(reason))).toBe(reason);
  expect(stopError(AbortSignal.abort()).code).toBe('job.canceled');
});

test('a probe asks for JSON of format, streams and chapters, behind the guards', () => {
  const words = probeArguments('http://127.0.0.1:1/x').join(' ');
  expect(words).toMatch(
    /-format_whitelist \S+ -show_format -show_streams -show_chapters -of json http:\/\/127\.0\.0\.1:1\/x$/,
  );
});
