import { tmpdir } from 'node:os';
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

const parse = (text: string): ProbeReport => {
  try {
    return JSON.parse(text) as ProbeReport;
  } catch (cause) {
    throw new EngineError('tool.failed', 'ffprobe did not answer with JSON', { cause });
  }
};

/** What ffprobe knows of a source, without decoding it. */
export const probe: Tools['probe'] = async (source, { signal }) => {
  const out: string[] = [];
  const run = { signal, cwd: tmpdir(), onStdout: (line: string) => void out.push(line) };
  const end = await runTool('ffprobe', probeArguments(source), run);
  if (end.stopped) throw stopError(signal);
  if (end.exitCode !== 0) throw toolError('ffprobe', end);
  return parse(out.join('\n'));
};
