import { audio } from './arguments/audio.ts';
import { container } from './arguments/container.ts';
import { formatSelection } from './arguments/format-selection.ts';
import { limits } from './arguments/limits.ts';
import { live } from './arguments/live.ts';
import { metadata } from './arguments/metadata.ts';
import { type Network, network } from './arguments/network.ts';
import { reports } from './arguments/reports.ts';
import { sections } from './arguments/sections.ts';
import { sponsorBlock } from './arguments/sponsor-block.ts';
import { subtitles } from './arguments/subtitles.ts';
import { thumbnails } from './arguments/thumbnails.ts';
import type { Span } from './page-of-list.ts';
import type { DownloadJob } from './schema.ts';

/** What yt-dlp finds on the machine it runs on; absolute paths. */
export type Machine = Network & {
  /** Where files are written; what lies there from an earlier try is gone on with. */
  readonly scratch: string;
  readonly cache: string;
  readonly node: string;
  readonly ffmpeg: string;
};

export type Item = Pick<DownloadJob, 'url' | 'wishes' | 'place'>;

/** Nothing of the machine's user decides what happens, and nothing is run but the programs named here. */
const alone = ({ cache, node, ffmpeg }: Machine): string[] => [
  '--ignore-config',
  '--no-plugin-dirs',
  '--no-js-runtimes',
  `--js-runtimes=node:${node}`,
  '--no-remote-components',
  '--no-update',
  '--no-exec',
  '--no-batch-file',
  '--color=never',
  '--abort-on-error',
  `--cache-dir=${cache}`,
  `--ffmpeg-location=${ffmpeg}`,
];

/** Of a page with several, one. */
const oneItem = ({ place }: Item): string[] => ['--no-playlist', `--playlist-items=${place?.item ?? 1}`];

/** User text comes after the marker that ends options. */
const address = ({ url }: Item): string[] => ['--', url];

/** Names of ours: the title, which anybody may have written, names no file here. */
const names = ({ wishes }: Item, { scratch }: Machine): string[] => [
  `--paths=home:${scratch}`,
  wishes.sections ? '--output=media-%(section_start*1000|0)d-%(section_end*1000|0)d.%(ext)s' : '--output=media.%(ext)s',
  '--output=chapter:chapter-%(section_number)03d.%(ext)s',
];

const common = (item: Item, machine: Machine): string[] => [
  ...alone(machine),
  ...oneItem(item),
  ...network(item.wishes, machine),
  ...formatSelection(item.wishes),
  ...container(item.wishes),
];

/** Asks what is there and which formats would be fetched, as one JSON document, and fetches nothing. */
export const lookArguments = (item: Item, machine: Machine): string[] => [
  ...common(item, machine),
  '--dump-single-json',
  // which of them the site has is known only of those that are asked for
  ...subtitles(item.wishes),
  // else a stream that is announced has no facts, and one could not tell how long to wait
  ...(item.wishes.live?.waitForScheduledSeconds ? ['--ignore-no-formats-error'] : []),
  ...address(item),
];

/** Lists a span of what is there, as one JSON document, and looks into none of it. */
export const listArguments = (item: Item, machine: Machine, { first, last }: Span): string[] => [
  ...alone(machine),
  '--yes-playlist',
  '--flat-playlist',
  `--playlist-items=${first}:${last}`,
  // else YouTube's lists tell no dates: it writes there only how long ago it was
  '--extractor-args=youtubetab:approximate_date',
  ...network(item.wishes, machine),
  '--dump-single-json',
  ...address(item),
];

/** Fetches; with `info`, the path of what the look answered, the site is not asked again. */
export const downloadArguments = (item: Item, machine: Machine, info?: string): string[] => [
  ...common(item, machine),
  ...names(item, machine),
  ...reports,
  '--continue',
  '--part',
  '--no-mtime',
  '--concurrent-fragments=4',
  ...audio(item.wishes),
  ...subtitles(item.wishes),
  ...thumbnails(item.wishes),
  ...metadata(item.wishes),
  ...sections(item.wishes),
  ...sponsorBlock(item.wishes),
  ...limits(item.wishes),
  ...live(item.wishes),
  ...(info === undefined ? address(item) : [`--load-info-json=${info}`]),
];
