import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKey } from '../../../cli/read-key.ts';
import { root } from '../../../infra/local/bootstrap.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const aFile = async (text: string): Promise<string> => {
  const path = join(folder, 'reelmill.key');
  await writeFile(path, text);
  return path;
};

describe('the key of a worker', () => {
  it('is read from the file, however it was pasted there', async () =>
    expect(await readKey(await aFile('  rm_live_abc\n'), { REELMILL_KEY: 'rm_live_other' })).toBe('rm_live_abc'));

  it('is read from the environment where no file is named', async () =>
    expect(await readKey(undefined, { REELMILL_KEY: 'rm_live_abc' })).toBe('rm_live_abc'));

  it('that is missing or something else is told so', async () => {
    await expect(readKey(folder, {})).rejects.toThrow(
      `the key file ${folder} cannot be read: illegal operation on a directory`,
    );
    await expect(readKey(undefined, {})).rejects.toThrow('--key-file or REELMILL_KEY');
    await expect(readKey(await aFile('\n'), {})).rejects.toThrow('is empty');
    await expect(readKey(undefined, { REELMILL_KEY: 'eyJhbGciOi' })).rejects.toThrow('begins with rm_');
  });
});

const run = (...args: string[]): Promise<{ code: unknown; said: string }> =>
  new Promise((done) => {
    const { REELMILL_KEY: _key, REELMILL_URL: _url, ...env } = process.env;
    execFile(process.execPath, [join(root, 'cli/reelmill.ts'), ...args], { env }, (error, out, err) =>
      done({ code: error?.code ?? 0, said: `${out}${err}` }),
    );
  });

describe('reelmill worker', () => {
  it('explains itself with an example, and takes no key as an argument', async () => {
    const { code, said } = await run('worker', '--help');
    expect(code).toBe(0);
    expect(said).toContain('$ reelmill worker --url');
    expect((await run('worker', '--key', 'rm_live_abc')).said).toContain("unknown option '--key'");
  });

  it('takes of tags, and says what they may be made of', async () => {
    const wrong = await run('worker', '--url', 'https://media.example.com', '--tag', 'My Home');
    expect(wrong).toMatchObject({ code: 64, said: expect.stringContaining('--tag') });
    expect(wrong.said).toContain('expected up to 31 of a-z, 0-9 and -');
  });

  it('says what is missing before it starts anything', async () => {
    expect(await run('worker')).toMatchObject({ code: 64, said: expect.stringContaining('--url or REELMILL_URL') });
    const withoutKey = await run('worker', '--url', 'https://media.example.com');
    expect(withoutKey).toMatchObject({ code: 64, said: expect.stringContaining('--key-file or REELMILL_KEY') });
  });
});
