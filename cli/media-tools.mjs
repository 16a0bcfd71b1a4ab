import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../infra/local/bootstrap.mjs';
import { installMediaTools, toolsBin } from '../infra/local/install/ensure-tools.mjs';
import { findPip } from '../infra/local/install/pip.mjs';

/** The folder with ffmpeg and ffprobe, as pinned; installed there when they are not. */
export const ensureMediaTools = async (say) => {
  if (['ffmpeg', 'ffprobe'].every((tool) => existsSync(join(toolsBin, tool)))) return toolsBin;
  say('installing ffmpeg and ffprobe, once');
  const { pip } = JSON.parse(await readFile(join(root, 'layers/versions.json'), 'utf8'));
  await installMediaTools(await findPip(pip, join(root, '.reelmill', 'pip')), toolsBin);
  return toolsBin;
};
