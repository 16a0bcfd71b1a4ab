import { EngineError, type ErrorCode } from '#shared/errors.ts';
import { type Refusal, refusals } from './refusals.ts';
import type { FetchWishes } from './schema.ts';

export type EndedRun = {
  readonly exitCode: number | null;
  /** Lines of standard error as they were said: a mask may take an id for a secret, and all behind it with it. */
  readonly lines: readonly string[];
  readonly wishes: Pick<FetchWishes, 'maxBytes' | 'maxSeconds' | 'sections'>;
  /** For how long the host that was asked for wants to be left alone, where that was heard. */
  readonly pauseSeconds?: number | undefined;
  /** What the guard refused or ended during the run, if it did. */
  readonly guard?: EngineError | undefined;
};

/** `--break-match-filters` and nothing else of ours ends a run so. */
const tooLongCode = 101;

/** An error and what is said below it, without warnings, which runs that succeed have too. */
const complaintOf = (lines: readonly string[]): string => {
  const first = lines.findIndex((line) => line.startsWith('ERROR:'));
  return lines
    .slice(Math.max(first, 0))
    .filter((line) => first >= 0 || !line.startsWith('WARNING:'))
    .join('\n')
    .replaceAll('’', "'");
};

/** Addresses and ids are the words of whoever wrote them, and say nothing of what went wrong. */
const withoutNames = (complaint: string): string =>
  complaint.replace(/^ERROR: \[[^\]]+\] [^\s:]+: /, '').replace(/https?:\/\/\S+/g, '');

const siteOf = (complaint: string): string => {
  const site = /^ERROR: \[([\w.:+-]{1,40})\]/.exec(complaint)?.[1]?.split(':')[0]?.toLowerCase();
  return site && site !== 'generic' && site !== 'download' ? site : 'the site';
};

/** A run that ended well and yet made no file: yt-dlp passes over what its limits leave out. */
const whyNothing = ({ maxBytes, sections }: EndedRun['wishes']): EngineError => {
  if (sections) return new EngineError('source.no-stream', 'no part of the source is the one that was asked for');
  if (maxBytes !== undefined)
    return new EngineError('source.too-large', `the source has more than the ${maxBytes} bytes that were allowed`);
  return new EngineError('source.unsupported', 'the site has nothing that can be fetched at this address');
};

/** What yt-dlp makes of a request that the guard refused; any other word is the site's own, of what it was asked besides. */
const likeOurGuard: readonly ErrorCode[] = [
  ...(['source.forbidden', 'source.blocked', 'source.unreachable', 'source.unsupported'] as const),
  ...(['source.no-stream', 'tool.failed'] as const),
];

/** A pause that was heard counts before one that is guessed. */
const pauseOf = ({ code, retryAfterSeconds }: Refusal, heard: EndedRun['pauseSeconds']): number | undefined =>
  code === 'source.rate-limited' ? (heard ?? retryAfterSeconds) : retryAfterSeconds;

const sayingOf = ({ exitCode, lines, wishes, pauseSeconds }: EndedRun): EngineError => {
  if (exitCode === 0) return whyNothing(wishes);
  if (exitCode === tooLongCode)
    return new EngineError(
      'source.too-large',
      `the source is longer than the ${wishes.maxSeconds} s that were allowed`,
    );

  const complaint = complaintOf(lines);
  const known = refusals.find(({ when }) => when.test(withoutNames(complaint)));
  if (!known) return new EngineError('tool.failed', `yt-dlp ended with code ${exitCode ?? 'none'}`);
  const retryAfterSeconds = pauseOf(known, pauseSeconds);
  return new EngineError(known.code, `${siteOf(complaint)} ${known.says}`, {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
};

/** Why yt-dlp came back without the file, in our own words: its messages may name proxies, paths and cookies. */
export const whyRefused = (ended: EndedRun): EngineError => {
  const { guard } = ended;
  const said = sayingOf(ended);
  return guard && (guard.code === 'source.too-large' || likeOurGuard.includes(said.code)) ? guard : said;
};
