import { existsSync, mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '#shared/operation.ts';
import published from '../layers/aws.json' with { type: 'json' };
import versions from '../layers/versions.json' with { type: 'json' };
import { root } from './product.ts';

/** Layers and function together, unpacked: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const unpackedLimitBytes = 250 * 1024 * 1024;

type LayerContent = {
  readonly tool: Tool;
  readonly version: string;
  readonly bytes: number;
  /** Null until the publisher's own list of sums was read at the first deployment that needs the tool. */
  readonly sha256: string | null;
};

const arm64 = 'linux-arm64';

/** The programs as Lambda runs them: Linux on arm64. */
export const layerContents: Readonly<Record<Tool, LayerContent>> = {
  ffmpeg: { tool: 'ffmpeg', ...versions.ffmpeg.files[arm64] },
  ffprobe: { tool: 'ffprobe', ...versions.ffprobe.files[arm64] },
  'yt-dlp': { tool: 'yt-dlp', ...published['yt-dlp'] },
};

export const fetchedFolder = (tool: Tool): string => join(root, '.reelmill', 'layers', tool);
const standInFolder = (tool: Tool): string => join(root, '.reelmill', 'layers', 'stand-ins', tool);

export const marker = 'NOT-THE-REAL-PROGRAM';

/** As large as the program and none: synth needs no network, and the marker keeps it from being deployed unseen. */
const layStandIn = ({ tool, bytes }: LayerContent): string => {
  const folder = standInFolder(tool);
  const program = join(folder, 'bin', tool);
  if (statSync(program, { throwIfNoEntry: false })?.size === bytes) return folder;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, marker), `npm run deploy puts ${tool} in its place\n`);
  writeFileSync(program, '');
  truncateSync(program, bytes);
  return folder;
};

/** The folder of a tool's layer, with `bin/{tool}` in it: the fetched one, or its stand-in. */
export const layerFolder = (tool: Tool): { readonly folder: string; readonly isStandIn: boolean } => {
  const fetched = fetchedFolder(tool);
  return existsSync(join(fetched, 'bin', tool))
    ? { folder: fetched, isStandIn: false }
    : { folder: layStandIn(layerContents[tool]), isStandIn: true };
};
