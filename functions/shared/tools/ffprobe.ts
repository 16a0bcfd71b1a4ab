import { EngineError } from '#shared/errors.ts';
import type { ProbeReport, Tools } from '#shared/ports/tools.ts';
import { inputGuards } from './guard-inputs.ts';
import { runTool } from './run-tool.ts';
import { stopError, toolError } from './tool-error.ts';

/** Enough to find a late stream in a transport stream; an mp4 or mkv needs only its index. */
const patience = ['-analyzeduration', '10000000', '-probesize', '20000000'];

export const probeArguments = (source: string): readonly string[] => [
  ...['-hide_banner', '-loglevel', 'level+error', ...patience],
  ...inputGuards(source),
  ...['-show_format', '-show_streams', '-show_chapters', '-of', 'json', source],
];

/** Crafted files can keep a demuxer busy for hours; an honest one is known in seconds. */
const mostSeconds = 120;
const slowSource = () => new EngineError('source.broken', `the source could not be made out within ${mostSeconds} s`);

const parse = (text: string): ProbeReport => {
  try {
    return JSON.parse(text) as ProbeReport;
  } catch (cause) {
    throw new EngineError('tool.failed', 'ffprobe did not answer with JSON', { cause });
  }
};

/** What ffprobe knows of a source, without decoding it. */
export const probe: Tools['probe'] = async (source, { signal: outer, cwd }) => {
  const tooLong = AbortSignal.timeout(mostSeconds * 1000);
  const signal = AbortSignal.any([outer, tooLong]);
  const out: string[] = [];
  const run = { signal, cwd, onStdout: (line: string) => void out.push(line) };
  const end = await runTool('ffprobe', probeArguments(source), run);
  if (end.stopped && !outer.aborted) throw slowSource();
  if (end.stopped) throw stopError(outer);
  if (end.exitCode !== 0) throw toolError('ffprobe', end);
  return parse(out.join('\n'));
};
