import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isManifest, markedIn, readerScript, unmarked } from '#shared/guard/reader.ts';

describe('an address of https that ffmpeg is to read', () => {
  it('comes back as it was', () => {
    for (const address of ['https://a.test/b?c=d', 'https://a.test:8443/', 'https://1.1.1.1/', 'http://a.test/'])
      expect(unmarked(markedIn(address))).toBe(address);
  });

  it('is found wherever it stands in a playlist, and nothing else is touched', () => {
    const playlist =
      '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="HTTPS://k.test/1"\nhttps://s.test/a.ts?u=https://x\nb.ts\nhttp://c.test/\n';
    expect(markedIn(playlist)).toBe(
      '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="http://https--.k.test/1"\nhttp://https--.s.test/a.ts?u=http://https--.x\nb.ts\nhttp://c.test/\n',
    );
  });

  it('is looked for in playlists alone', () => {
    expect(isManifest('application/vnd.apple.mpegurl', '/x')).toBe(true);
    expect(isManifest('application/dash+xml; charset=utf-8', '/x')).toBe(true);
    expect(isManifest('text/plain', '/a/list.m3u8')).toBe(true);
    expect(isManifest('video/mp4', '/film.mp4')).toBe(false);
  });
});

describe('the ffmpeg that yt-dlp finds', () => {
  /** Runs the script with a program that prints its words in place of ffmpeg. */
  const run = async (words: readonly string[], env: Record<string, string> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), "reader's "));
    const [shown, script] = [join(folder, 'shown'), join(folder, 'ffmpeg')];
    await writeFile(shown, '#!/bin/sh\nprintf "%s\\0" "$http_proxy" "$@"\n');
    await writeFile(script, readerScript(shown));
    await chmod(shown, 0o700);
    await chmod(script, 0o700);
    const { stdout } = await promisify(execFile)(script, words, { env });
    await rm(folder, { recursive: true });
    const [proxy, ...passed] = stdout.split('\0').slice(0, -1);
    return { proxy, passed };
  };

  it('has its inputs of https marked, and every other word as it was', async () => {
    const words = [
      '-headers',
      'a: b\r\nc: $(id)\r\n',
      '-i',
      "HTTPS://a.test/'b c'?d=https://e",
      '-i',
      'x.mp4',
      '-metadata',
      'comment=https://f',
      '',
    ];
    const { passed } = await run(words);
    expect(passed).toEqual(words.with(3, "http://https--.a.test/'b c'?d=https://e"));
  });

  it('comes to the proxy by its own name, with the password of the run', async () => {
    const { proxy } = await run([], { http_proxy: 'http://guard:pass@127.0.0.1:9' });
    expect(proxy).toBe('http://reader:pass@127.0.0.1:9');
  });

  it('has no proxy where there is none', async () => {
    expect(await run(['-version'])).toEqual({ proxy: '', passed: ['-version'] });
  });
});
