import type { FetchWishes } from '../schema.ts';
import { type Section, secondsOf } from '../side-fields.ts';

/** What a regular expression of Python would read as more than itself. */
const special = /[.*+?^$()[\]{}|\\]/g;

const titled = (chapter: string): string =>
  `(?i)^${chapter
    .split('*')
    .map((text) => text.replace(special, '\\$&'))
    .join('.*')}$`;

const rangeOf = (section: Section): string =>
  'chapter' in section
    ? titled(section.chapter)
    : `*${secondsOf(section.from)}-${section.to === undefined ? 'inf' : secondsOf(section.to)}`;

/** Each once, since the same part twice would be one file. */
export const sections = ({ sections: wish, exactCuts }: FetchWishes): string[] => [
  ...[...new Set(wish?.map(rangeOf))].map((range) => `--download-sections=${range}`),
  ...(exactCuts ? ['--force-keyframes-at-cuts'] : []),
];
