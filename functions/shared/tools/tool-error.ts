import { EngineError, type ErrorCode } from '#shared/errors.ts';
import type { ToolEnd } from './run-tool.ts';

type Sign = { readonly says: RegExp; readonly code: ErrorCode; readonly message: string };

/**
 * What ffmpeg and ffprobe print for each kind of end, first match wins: our own troubles before the source's, for a
 * full disk also makes files look broken. Their exit codes tell little: most failures are AVERROR modulo 256.
 */
const signs: readonly Sign[] = [
  {
    says: /No space left on device|Disk quota exceeded|File too large/i,
    code: 'worker.disk-full',
    message: 'no space left in the scratch folder',
  },
  {
    says: /Cannot allocate memory|std::bad_alloc/i,
    code: 'worker.out-of-memory',
    message: 'the tool could not get the memory it needs',
  },
  {
    says: /Server returned (404|410)|No such file or directory/i,
    code: 'source.not-found',
    message: 'the source is not there any more',
  },
  {
    says: /Server returned (?:40[13]|5\d\d|5XX)|Connection (refused|reset|timed out)|HTTP error 5\d\d/i,
    code: 'storage.unavailable',
    message: 'the source could not be read from the store',
  },
  {
    says: /moov atom not found/i,
    code: 'source.truncated',
    message: 'the index (moov) is missing: the recording was cut off before its end',
  },
  {
    says: /partial file|Truncat(ed|ing) packet|Packet corrupt.*truncated/i,
    code: 'source.truncated',
    message: 'the source ends before its end',
  },
  {
    says: /not on whitelist/i,
    code: 'source.not-media',
    message: 'the source is a picture, a playlist or text, not a recording',
  },
  {
    says: /does not contain any stream|matches no streams/i,
    code: 'source.no-stream',
    message: 'the source has no stream of the kind asked for',
  },
  {
    says: /^(?:\[\w+\] (?:https?:|\/)|.*Error opening input).*(?:Invalid data|End of file)/m,
    code: 'source.not-media',
    message: 'the source is not a media file that can be read',
  },
  {
    says: /no decoder found for|Decoder .* not found/i,
    code: 'source.broken',
    message: 'the source holds a codec that cannot be decoded here',
  },
  {
    says: /Decode error rate .* exceeds maximum|Error (submitting packet to|while processing the decoded data for|decoding)/i,
    code: 'source.broken',
    message: 'too much of the source cannot be decoded',
  },
];

type Ended = Omit<ToolEnd, 'said'>;

const killedForMemory = ({ killedBy, exitCode, stopped }: Ended): boolean =>
  !stopped && (killedBy === 'SIGKILL' || exitCode === 137);

const lastWords = (log: readonly string[]): string => log.findLast((line) => line.trim() !== '') ?? 'no message';

/** Whose fault a failed run was; decided from how the program ended and what it printed. */
export const toolError = (program: string, end: Ended): EngineError => {
  const cause = new Error(`${program} ended with ${end.killedBy ?? end.exitCode}:\n${end.log.join('\n')}`);
  if (killedForMemory(end)) {
    return new EngineError('worker.out-of-memory', `${program} was killed, most likely for its memory`, { cause });
  }
  if (end.killedBy === 'SIGXFSZ') {
    return new EngineError('worker.disk-full', 'the output grew past the size a file may have here', { cause });
  }
  const sign = signs.find(({ says }) => says.test(end.log.join('\n')));
  if (sign) return new EngineError(sign.code, sign.message, { cause });
  return new EngineError('tool.failed', `${program} failed: ${lastWords(end.log)}`, { cause });
};

/** What an abort is thrown as: its own reason where that says more than that it was stopped. */
export const stopError = ({ reason }: AbortSignal): EngineError =>
  reason instanceof EngineError ? reason : new EngineError('job.canceled', 'the work was stopped', { cause: reason });
