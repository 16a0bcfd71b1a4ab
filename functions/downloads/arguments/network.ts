import type { FetchWishes } from '../schema.ts';

/** yt-dlp hears of the guard by its environment: arguments can be read by every user of the machine. */
export type Network = {
  /** Absent while the site is asked without cookies. */
  readonly cookies?: string;
};

const xff = ({ geo }: FetchWishes): string => geo?.country ?? (geo?.bypass === 'never' ? 'never' : 'default');

/** Three tries within a run; a workflow tries the run again. */
const patience = [
  '--socket-timeout=30',
  '--retries=3',
  '--fragment-retries=5',
  '--extractor-retries=2',
  '--file-access-retries=3',
  '--retry-sleep=http:exp=1:20',
  '--retry-sleep=fragment:exp=1:20',
  '--retry-sleep=extractor:exp=1:20',
] as const;

/** How sites are reached. */
export const network = (wishes: FetchWishes, { cookies }: Network): string[] => [
  ...patience,
  cookies === undefined ? '--no-cookies' : `--cookies=${cookies}`,
  '--no-cookies-from-browser',
  `--xff=${xff(wishes)}`,
  ...Object.entries(wishes.headers ?? {}).map(([name, value]) => `--add-headers=${name}:${value}`),
];
