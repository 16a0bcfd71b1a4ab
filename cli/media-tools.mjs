import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../infra/local/bootstrap.mjs';
import { installMediaTools, toolsBin } from '../infra/local/install/ensure-tools.mjs';
import { findPip } from '../infra/local/install/pip.mjs';
import { ensureYtDlp } from '../infra/local/install/yt-dlp.mjs';

/** The folder with ffmpeg, ffprobe and yt-dlp, as pinned; installed there when they are not. */
export const ensureMediaTools = async (say) => {
  const missing = ['ffmpeg', 'ffprobe', 'yt-dlp'].filter((tool) => !existsSync(join(toolsBin, tool)));
  if (missing.length > 0) say(`installing ${missing.join(', ')}, once`);
  await Promise.all([ensureFfmpeg(), ensureYtDlp()]);
  return toolsBin;
};

const ensureFfmpeg = async () => {
  if (['ffmpeg', 'ffprobe'].every((tool) => existsSync(join(toolsBin, tool)))) return;
  const { pip } = JSON.parse(await readFile(join(root, 'layers/versions.json'), 'utf8'));
  await installMediaTools(await findPip(pip, join(root, '.reelmill', 'pip')), toolsBin);
};
