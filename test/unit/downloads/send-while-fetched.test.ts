import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreseeArtifact, isLeftAsSent } from '#downloads/foresee-artifact.ts';
import { infoOf } from '#downloads/found-item.ts';
import { sendWhileFetched } from '#downloads/operations/send-while-fetched.ts';
import { bytesOf, partials } from '#downloads/partials.ts';
import { planSending, whyNotAsSent } from '#downloads/send-plan.ts';
import { diskGrowingObjects } from '../../support/disk-growing-objects.ts';
import { jobOf, wishesOf } from '../../support/download-requests.ts';
import { until } from '../../support/wait.ts';

const MiB = 1024 ** 2;

describe('a file that is fetched', () => {
  it.each([
    {},
    { quality: '720p', maxFps: 30, rateLimitBytesPerSecond: 1e6 },
    { thumbnail: { download: true }, subtitles: { languages: ['en'] } },
    { chapters: {}, metadata: { embed: false } },
    { then: { preset: 'h264-720p' } },
  ])('is left as it was sent by %j', (asked) => {
    expect(isLeftAsSent(wishesOf(asked))).toBe(true);
  });

  it.each([
    { quality: 'audio' },
    { audio: { format: 'mp3' } },
    { container: 'mkv' },
    { thumbnail: { embed: true } },
    { subtitles: { languages: ['en'], embed: true } },
    { metadata: { embed: true } },
    { chapters: { embed: true } },
    { chapters: { split: true } },
    { sections: [{ from: 1, to: 2 }] },
    { sponsorBlock: { mark: ['sponsor'] } },
    { live: { minutes: 1 } },
  ])('may become another by %j', (asked) => {
    expect(isLeftAsSent(wishesOf(asked))).toBe(false);
  });
});

describe('what a file will be', () => {
  const foreseen = (ext: string, { asked = {}, format = {} }: { asked?: object; format?: object } = {}) =>
    foreseeArtifact(ext, {
      info: infoOf({ id: 'a', title: 'Film', format_id: '1', formats: [{ format_id: '1', ...format }] }),
      request: jobOf(asked),
      random: 'r',
    });

  it('is foreseen by its title, its ending and what the site says of its format', () => {
    expect(foreseen('mp4')).toEqual({ path: 'Film.mp4', mediaType: 'video/mp4' });
    expect(foreseen('mp4', { format: { vcodec: 'none' } })?.mediaType).toBe('audio/mp4');
    expect(foreseen('wav')?.mediaType).toBe('audio/wav');
    expect(foreseen('MKV', { asked: { pathTemplate: '{random}/{id}.{ext}' } })?.path).toBe('r/a.mkv');
  });

  it('is not foreseen where the file itself must tell', () => {
    expect(foreseen('mp4', { asked: { pathTemplate: '{title} {resolution}.{ext}' } })).toBeNull();
    expect(foreseen('mp4', { asked: { container: 'mp4' } })).toBeNull();
  });
});

describe('sending a file while it is fetched', () => {
  it('is planned where the site says how long it is, and that is long enough', () => {
    expect(planSending(null)).toBeNull();
    expect(planSending(10 * MiB)).toBeNull();
    expect(planSending(400 * MiB)).toEqual({ bytes: 400 * MiB, partBytes: 8 * MiB, leadBytes: 8 * MiB });
    expect(planSending(4096 * MiB)).toMatchObject({ partBytes: 8 * MiB, leadBytes: 32 * MiB });
  });

  const plan = { bytes: 1000 * MiB, partBytes: 8 * MiB, leadBytes: 8 * MiB };
  const fetched = { isSame: true, bytes: 1000 * MiB, cameIn: 1002 * MiB };
  it.each([
    ['holds for the file that was read as it grew', {}, null],
    ['does not for another in its place', { isSame: false }, 'something was made of it'],
    ['does not for one that is shorter', { bytes: 999 * MiB }, expect.stringContaining('was to have')],
    ['does not where more came in', { cameIn: 1008 * MiB }, 'it may have been begun anew meanwhile'],
    ['does not where less came in, packed', { cameIn: 999 * MiB }, 'it may have been begun anew meanwhile'],
  ])('%s', (_what, change, why) => {
    expect(whyNotAsSent(plan, { ...fetched, ...change })).toEqual(why);
  });
});

describe('the note of what is kept', () => {
  const source = { etag: '"a"', lastModified: null, bytes: 10 };
  const stream = {
    formatId: '1',
    file: 'media.mp4',
    source,
    pieces: [{ key: 'k', bytes: 5 }],
    isWhole: false,
    state: null,
  };

  it('counts the parts that were sent and the pieces behind them', () => {
    expect(bytesOf({ upload: { key: 'k', id: 'i', partBytes: 8, parts: 3 }, pieces: stream.pieces })).toBe(29);
  });

  it('of an earlier version tells of pieces alone', () => {
    expect(partials.parse({ streams: [stream] }).streams[0]).toEqual({ ...stream, upload: null });
  });
});

describe('the file that was sent while it grew', () => {
  const whole = randomBytes(32 * MiB);
  const target = { key: 'processed/alice/1/Film.mp4', mediaType: 'video/mp4' };

  /** Most of the file is there, and its first part in the store. */
  const aTransfer = async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'sending-'));
    const [part, made] = [join(scratch, 'media.mp4.part'), join(scratch, 'media.mp4')];
    const came = { bytes: 1000 };
    const lines: string[] = [];
    await writeFile(part, whole.subarray(0, 20 * MiB));
    const stream = {
      formatId: '1',
      url: '',
      headers: {},
      isPieced: false,
      isFile: (name: string) => /^media/.test(name),
    };
    const context = { scratch, signal: new AbortController().signal, report: () => {}, log: (line: string) => void lines.push(line) }; // biome-ignore format: one thought
    const growing = diskGrowingObjects(scratch);
    const sending = sendWhileFetched(
      { stream, plan: Promise.resolve(planSending(whole.length)), foresee: () => target },
      { context, growing, web: { bytes: () => came.bytes } },
    );
    came.bytes += whole.length + 1000;
    await until(sending.sent, (sent) => sent?.parts === 2, { everyMs: 20, seconds: 8 });
    const upload = sending.sent() ?? { key: '', id: '' };
    return {
      ...{ part, made, came, lines, sending },
      finish: async (as = target) => {
        await writeFile(part, whole.subarray(20 * MiB), { flag: 'a' }).then(() => rename(part, made));
        return sending.finish(made, as);
      },
      isOpen: () => growing.parts(upload).then(() => true, () => false), // biome-ignore format: one thought
      stored: () => readFile(join(scratch, target.key)).catch(() => null),
      [Symbol.asyncDispose]: async () => {
        await sending[Symbol.asyncDispose]();
        await rm(scratch, { recursive: true });
      },
    };
  };

  it('is the artifact', async () => {
    await using transfer = await aTransfer();
    expect(await transfer.finish()).toMatchObject({ bytes: whole.length });
    expect((await transfer.stored())?.equals(whole)).toBe(true);
  });

  it('is not when another was made of it', async () => {
    await using transfer = await aTransfer();
    const edited = `${transfer.part}.temp`;
    await writeFile(edited, whole.subarray(0, 20 * MiB));
    await rename(edited, transfer.part);
    expect(await transfer.finish()).toBeNull();
    expect([await transfer.isOpen(), await transfer.stored(), transfer.sending.sent()]).toEqual([false, null, null]);
  });

  it('is not when it was cut off and begun anew', async () => {
    await using transfer = await aTransfer();
    await truncate(transfer.part, 0);
    await until(transfer.isOpen, (is) => !is, { everyMs: 20, seconds: 8 });
    expect(transfer.lines).toContainEqual(expect.stringContaining('has begun it anew'));
    expect([transfer.sending.sent(), await transfer.sending.finish(transfer.part, target)]).toEqual([null, null]);
  });

  it('is not when more came in than it is long, though nobody saw it begin anew', async () => {
    await using transfer = await aTransfer();
    await using file = await open(transfer.part, 'r+');
    await file.write(randomBytes(20 * MiB), 0, 20 * MiB, 0);
    transfer.came.bytes += 20 * MiB;
    expect(await transfer.finish()).toBeNull();
    expect([await transfer.isOpen(), await transfer.stored()]).toEqual([false, null]);
  });

  it('is not when it is called otherwise in the end', async () => {
    await using transfer = await aTransfer();
    expect(await transfer.finish({ ...target, mediaType: 'audio/mp4' })).toBeNull();
    expect([await transfer.isOpen(), await transfer.stored()]).toEqual([false, null]);
  });
});
