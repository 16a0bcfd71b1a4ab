import { asEngineError } from '#shared/errors.ts';
import { planParts } from '#shared/plan-parts.ts';
import { mayWrite } from '../may-touch.ts';
import { type AskOf, signedAtOnce } from '../protocol.ts';
import { mustReach } from './find-running.ts';
import type { AnswerPorts, Answers } from './ports.ts';

/** Short: it is signed anew when it has run out, and a worker whose key is revoked reads no longer than this. */
const signedSeconds = 900;

type Span = { readonly from: number; readonly count: number };
type Target = Pick<AskOf<'parts'>, 'key' | 'upload'>;

const signParts = ({ key, upload }: Target, { from, count }: Span, { multiparts }: AnswerPorts) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const number = from + index;
      return { number, url: await multiparts.signPart(key, upload, { number }) };
    }),
  );

/** Of two who join at once, or once and again since an answer was lost, one finds the upload closed and the file there. */
const join = async ({ key, upload, parts, bytes }: AskOf<'complete'>, { multiparts, media }: AnswerPorts) => {
  try {
    await multiparts.complete(key, upload, parts, {});
  } catch (error) {
    if (asEngineError(error).code !== 'upload.closed' || (await media.head(key))?.bytes !== bytes) throw error;
  }
};

/** Files of jobs that run: addresses to read and write them by, never the bytes. */
export const ofFiles: Answers<'head' | 'sign' | 'begin' | 'parts' | 'complete' | 'abort'> = {
  head: async (ask, ports) => {
    await mustReach(ask, 'read', ports);
    return { object: await ports.media.head(ask.key) };
  },
  sign: async (ask, ports) => {
    await mustReach(ask, 'read', ports);
    return { url: await ports.media.presign(ask.key, { seconds: signedSeconds }), seconds: signedSeconds };
  },
  begin: async (ask, ports) => {
    await mustReach(ask, 'write', ports);
    const { key, mediaType, bytes } = ask;
    const { partBytes, partCount } = planParts(bytes);
    const upload = await ports.multiparts.begin(key, { mediaType, metadata: {} });
    const first = { from: 1, count: Math.min(partCount, signedAtOnce) };
    return { upload, partBytes, parts: await signParts({ key, upload }, first, ports) };
  },
  parts: async (ask, ports) => {
    await mustReach(ask, 'write', ports);
    return { parts: await signParts(ask, ask, ports) };
  },
  complete: async (ask, ports) => {
    await mustReach(ask, 'write', ports);
    await join(ask, ports);
    return {};
  },
  abort: async ({ job: id, key, upload }, { jobs, multiparts }) => {
    // also of a job that is over: that is why it is aborted
    const job = await jobs.get(id);
    if (job && mayWrite(key, job)) await multiparts.abort(key, upload);
    return {};
  },
};
