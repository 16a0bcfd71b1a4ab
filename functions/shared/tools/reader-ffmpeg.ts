import { access, constants, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { readerScript } from '#shared/guard/reader.ts';

const canRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const onPath = async (program: string): Promise<string | null> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = resolve(folder, program);
    if (await canRun(path)) return path;
  }
  return null;
};

/**
 * Makes the folder that yt-dlp is to take ffmpeg and ffprobe from (`--ffmpeg-location`), within the scratch folder of a
 * run, so that what ffmpeg reads of the web goes through the guard proxy, https too. Where only looks are taken there is
 * no ffmpeg: the folder is there all the same, and empty, and yt-dlp takes none from elsewhere.
 */
export const readerFfmpeg = async (scratch: string): Promise<string> => {
  const folder = join(scratch, '.reader');
  await mkdir(folder, { recursive: true });
  const [ffmpeg, ffprobe] = await Promise.all([onPath('ffmpeg'), onPath('ffprobe')]);
  if (ffmpeg) await writeFile(join(folder, 'ffmpeg'), readerScript(ffmpeg), { mode: 0o700 });
  if (ffprobe)
    await symlink(ffprobe, join(folder, 'ffprobe')).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  return folder;
};
