import type { EncodeProgress, Tools } from '#shared/ports/tools.ts';
import { guardInputs } from './guard-inputs.ts';
import { runTool } from './run-tool.ts';
import { stopError, toolError } from './tool-error.ts';

/** `level+` puts `[error]` before each line; a caller may raise the level by its own `-loglevel`. */
const always = ['-nostdin', '-hide_banner', '-y', '-nostats', '-loglevel', 'level+warning'];
const progressToStdout = ['-progress', 'pipe:1', '-stats_period', '0.5'];

const number = (text: string | undefined): number => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) && value > 0 ? value : 0;
};

/**
 * Reads ffmpeg's `-progress` lines, `key=value`, where `progress=` ends each block; answers a progress at a block's end.
 * Values are `N/A` until the first packet. `out_time_us` is in microseconds, and so is `out_time_ms`, by an old mistake.
 */
export const progressReader = () => {
  let block: Record<string, string> = {};
  return (line: string): EncodeProgress | null => {
    const [key = '', value = ''] = line.split('=', 2);
    if (key !== 'progress') {
      block[key.trim()] = value.trim();
      return null;
    }
    const { out_time_us, frame, speed, total_size } = block;
    block = {};
    return {
      seconds: number(out_time_us) / 1e6,
      frames: number(frame),
      speed: number(speed),
      bytes: number(total_size),
    };
  };
};

/** Runs ffmpeg to its end; every failure is an `EngineError` that says whose fault it was. */
export const ffmpeg: Tools['ffmpeg'] = async (args, { signal, cwd, onProgress, onLine }) => {
  const read = progressReader();
  let done = '';
  const onStdout = (line: string) => {
    const progress = read(line);
    if (!progress) return;
    // it reports by the clock, whether or not anything was done since: a tool that hangs must not look alive
    const before = done;
    done = [progress.seconds, progress.frames, progress.bytes].join();
    if (done !== before) onProgress?.(progress);
  };
  const command = [...always, ...progressToStdout, ...guardInputs(args)];
  const end = await runTool('ffmpeg', command, { signal, cwd, onStdout, ...(onLine && { onLine }) });
  if (end.stopped) throw stopError(signal);
  if (end.exitCode !== 0) throw toolError('ffmpeg', end);
};
