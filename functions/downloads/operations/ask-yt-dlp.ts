import type { WorkContext } from '#shared/operation.ts';
import type { DownloadJob } from '../schema.ts';
import { whyRefused } from '../why-refused.ts';
import type { Visit } from './visit-site.ts';

const parse = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
};

/** What yt-dlp says, as one JSON document; why it has nothing to say is thrown. */
export const askYtDlp = async (
  args: readonly string[],
  { url, wishes }: Pick<DownloadJob, 'url' | 'wishes'>,
  { web }: Visit,
  { signal, log }: WorkContext,
): Promise<unknown> => {
  const said: string[] = [];
  const end = await web.ytDlp(args, { onStdout: (line) => void said.push(line), onLine: log });
  signal.throwIfAborted();
  const answer = end.exitCode === 0 ? parse(said.at(-1)) : null;
  if (answer !== null) return answer;
  const { exitCode, said: lines, pauses } = end;
  const pauseSeconds = pauses.get(new URL(url).host);
  throw whyRefused({ exitCode, lines, pauseSeconds, wishes, guard: web.failure() });
};
