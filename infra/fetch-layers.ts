import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Tool } from '#shared/operation.ts';
import published from '../layers/aws.json' with { type: 'json' };
import { fetchedFolder, layerContents, layerFolder } from './layer-content.ts';
import { root } from './product.ts';

type Pip = (args: readonly string[]) => Promise<string>;
type Installer = { installMediaTools: (pip: Pip, bin: string, platform: string) => Promise<void> };
type Finder = { findPip: (pinned: unknown, folder: string) => Promise<Pip> };

const install = join(root, 'infra', 'local', 'install');
const load = async <T>(file: string): Promise<T> => (await import(join(install, file))) as T;

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** A file that is there already is read and checked again: what is deployed is what is pinned. */
const isFetched = async (tool: Tool): Promise<boolean> => {
  if (layerFolder(tool).isStandIn) return false;
  return (await sha256Of(join(fetchedFolder(tool), 'bin', tool))) === layerContents[tool].sha256;
};

const place = async (from: string, tool: Tool): Promise<void> => {
  const to = join(fetchedFolder(tool), 'bin', tool);
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await chmod(to, 0o755);
};

/** From the same pinned wheels as at home, for Lambda's Linux on arm64; each is checked against its hash there. */
const fetchMediaTools = async (): Promise<void> => {
  const { installMediaTools } = await load<Installer>('ensure-tools.mjs');
  const { findPip } = await load<Finder>('pip.mjs');
  const { pip } = JSON.parse(await readFile(join(root, 'layers', 'versions.json'), 'utf8'));
  const bin = join(root, '.reelmill', 'layers', 'fetching');
  await installMediaTools(await findPip(pip, join(root, '.reelmill', 'pip')), bin, 'linux-arm64');
  await place(join(bin, 'ffmpeg'), 'ffmpeg');
  await place(join(bin, 'ffprobe'), 'ffprobe');
  await rm(bin, { recursive: true, force: true });
};

const get = async (url: string): Promise<Buffer> => {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  return Buffer.from(await reply.arrayBuffer());
};

/**
 * The project's own standalone program. Its sum is pinned in `layers/aws.json`; while it is not, the sum that the
 * project publishes beside it is written there, to be committed, and holds from then on.
 */
const fetchYtDlp = async (): Promise<void> => {
  const { release, file, sums, sha256 } = published['yt-dlp'];
  const lines = sha256 ?? (await get(`${release}/${sums}`)).toString('utf8');
  const wanted =
    sha256 ??
    lines
      .split('\n')
      .find((line) => line.trim().endsWith(` ${file}`))
      ?.split(' ')[0];
  if (!wanted) throw new Error(`${sums} of the release does not name ${file}`);
  const bytes = await get(`${release}/${file}`);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== wanted) throw new Error(`${file} has sha256 ${found}, expected ${wanted}`);
  const from = join(root, '.reelmill', 'layers', file);
  await mkdir(dirname(from), { recursive: true });
  await writeFile(from, bytes);
  await place(from, 'yt-dlp');
  const pinned = { ...published, 'yt-dlp': { ...published['yt-dlp'], bytes: bytes.length, sha256: found } };
  await writeFile(join(root, 'layers', 'aws.json'), `${JSON.stringify(pinned, null, 2)}\n`);
};

/** Makes sure that every tool's layer holds the real program; throws otherwise, so that no stand-in is deployed. */
export const fetchLayers = async (tools: readonly Tool[]): Promise<void> => {
  const missing = (await Promise.all(tools.map(async (tool) => ((await isFetched(tool)) ? [] : [tool])))).flat();
  if (missing.some((tool) => tool !== 'yt-dlp')) await fetchMediaTools();
  if (missing.includes('yt-dlp')) await fetchYtDlp();
  for (const tool of missing)
    if (tool !== 'yt-dlp' && !(await isFetched(tool))) throw new Error(`${tool} is not what layers/versions.json pins`);
};
