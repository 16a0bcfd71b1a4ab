import { access, constants, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { EngineError } from '#shared/errors.ts';
import { readerScript } from '#shared/guard/reader.ts';

const canRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const onPath = async (program: string): Promise<string> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = resolve(folder, program);
    if (await canRun(path)) return path;
  }
  throw new EngineError('tool.failed', `${program} is not on the PATH of this worker`);
};

/**
 * Makes the folder that yt-dlp is to take ffmpeg and ffprobe from (`--ffmpeg-location`), within the scratch folder of a
 * run, so that what ffmpeg reads of the web goes through the guard proxy, https too.
 */
export const readerFfmpeg = async (scratch: string): Promise<string> => {
  const folder = join(scratch, '.reader');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'ffmpeg'), readerScript(await onPath('ffmpeg')), { mode: 0o700 });
  await symlink(await onPath('ffprobe'), join(folder, 'ffprobe')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return folder;
};
