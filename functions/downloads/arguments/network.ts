import type { FetchWishes } from '../schema.ts';

export type Network = {
  /** Of the guard, with its password; yt-dlp reaches nothing but through it. */
  readonly proxy: string;
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
export const network = (wishes: FetchWishes, { proxy, cookies }: Network): string[] => [
  `--proxy=${proxy}`,
  ...patience,
  cookies === undefined ? '--no-cookies' : `--cookies=${cookies}`,
  '--no-cookies-from-browser',
  `--xff=${xff(wishes)}`,
  ...Object.entries(wishes.headers ?? {}).map(([name, value]) => `--add-headers=${name}:${value}`),
];
