import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cookiesIn } from '#shared/cookies/netscape.ts';
import { env } from '#shared/env.ts';
import { EngineError } from '#shared/errors.ts';
import { ytDlpGuards } from '#shared/guard/yt-dlp-guards.ts';
import { guardRules } from '#shared/guard-rules.ts';
import type { Web, WebAccess, WebOptions } from '#shared/ports/web.ts';
import { askSite, readSite } from './ask-site.ts';
import { openGuardProxy } from './guard-proxy.ts';
import { readerFfmpeg } from './reader-ffmpeg.ts';
import { jsRuntime, ytDlp, ytDlpVersion } from './yt-dlp.ts';

/** Where an installation's proxy of that name is; what it has is no business of whoever asks for another. */
const egress = (name: string | undefined): { readonly via?: string } => {
  if (name === undefined) return {};
  const via = new Map(Object.entries(env('REELMILL_PROXIES'))).get(name);
  if (via === undefined)
    throw new EngineError('request.invalid', `this installation has no proxy named ${name}`, { field: 'proxy' });
  return { via };
};

/** What is only pleasant to have is not waited for as long as the rest. */
const patienceMs = 4_000;

const open = async ({ signal, scratch, proxy, maxBytes, log }: WebOptions): Promise<WebAccess> => {
  const via = egress(proxy);
  const ffmpeg = await readerFfmpeg(scratch);
  const cache = join(ffmpeg, 'cache');
  await mkdir(cache, { recursive: true });
  const guard = await openGuardProxy({
    ...{ ...guardRules(), ...via, signal },
    ...(maxBytes !== undefined && { maxBytes }),
    ...(log && { log }),
  });
  const overMs = 500;
  /** What is over its ceiling is ended: yt-dlp would ask again and again, and be refused each time. */
  const run: WebAccess['ytDlp'] = async (args, { cwd = scratch, ...ears } = {}) => {
    const over = new AbortController();
    const timer = setInterval(() => guard.failure()?.code === 'source.too-large' && over.abort(), overMs);
    const either = AbortSignal.any([signal, over.signal]);
    const running = ytDlp([...ytDlpGuards, ...args], { ...ears, cwd, signal: either, proxy: guard.url });
    const { exitCode, stopped, said } = await running.finally(() => clearInterval(timer));
    return { exitCode, stopped, said, pauses: guard.pauses() };
  };
  return {
    machine: { scratch, cache, node: jsRuntime(), ffmpeg },
    ytDlp: run,
    ask: async (url, headers = {}, cookies) => {
      // a jar that is gone shows nothing: to ask is only a favour
      const jar = cookies === undefined ? '' : await readFile(cookies, 'utf8').catch(() => '');
      return askSite(url, headers, { proxy: guard.url, signal, cookies: cookiesIn(jar) });
    },
    read: (url, most) => readSite(url, most, { proxy: guard.url, signal, patienceMs }),
    failure: () => guard.failure() ?? undefined,
    bytes: guard.bytes,
    [Symbol.asyncDispose]: () => guard[Symbol.asyncDispose](),
  };
};

/** The web as this machine reaches it, through a guard for each run. */
export const localWeb: Web = { open, version: ytDlpVersion };
