import * as z from 'zod';
import { makeRequest } from '#media/schema.ts';
import { httpUrl, webhookField } from '#shared/webhook-field.ts';
import { audioWish, choiceFields } from './choice-fields.ts';
import { networkFields } from './network-fields.ts';
import { sideFields } from './side-fields.ts';

/** All that says what to fetch and how; the operations read it from the record as it is. */
const fetchFields = { ...choiceFields, audio: audioWish.optional(), ...sideFields, ...networkFields };
const plainWishes = z.strictObject(fetchFields);
export type FetchWishes = z.infer<typeof plainWishes>;

export const isAudioOnly = ({ quality, audio }: Pick<FetchWishes, 'quality' | 'audio'>): boolean =>
  quality === 'audio' || audio !== undefined;

const ofThePicture = ['container', 'videoCodec', 'maxFps', 'hdr'] as const;
const withoutCover: readonly unknown[] = ['webm', 'wav', 'aac'];

type Contradiction = { readonly path: readonly string[]; readonly message: string };

/** Wishes that cannot all be had. */
const contradictions = (wishes: FetchWishes): Contradiction[] => {
  const { quality, format, container, audio, subtitles, thumbnail, sections, live } = wishes;
  const found: (Contradiction | false)[] = [
    format !== undefined && quality !== undefined && { path: ['format'], message: 'give either quality or format' },
    audio !== undefined &&
      quality !== undefined &&
      quality !== 'audio' && { path: ['audio'], message: 'audio leaves the picture out: quality can only be audio' },
    ...ofThePicture.map(
      (field) =>
        isAudioOnly(wishes) &&
        wishes[field] !== undefined && { path: [field], message: 'there is no picture in audio' },
    ),
    isAudioOnly(wishes) &&
      subtitles?.embed === true && { path: ['subtitles', 'embed'], message: 'audio files take no subtitles' },
    thumbnail?.embed === true &&
      withoutCover.includes(audio?.format ?? container) && {
        path: ['thumbnail', 'embed'],
        message: `${audio?.format ?? container} files have no cover`,
      },
    live?.minutes !== undefined &&
      sections !== undefined && { path: ['sections'], message: 'give either sections or live.minutes' },
  ];
  return found.filter((one) => one !== false);
};

type Refiner = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void };
const together = (wishes: FetchWishes, { addIssue }: Refiner): void => {
  for (const { path, message } of contradictions(wishes)) addIssue({ code: 'custom', path: [...path], message });
};

/** What is done with the job and its files, whatever is fetched. */
const jobFields = {
  archive: z.boolean().optional().meta({
    description: 'Skips what one has fetched before, and remembers what is fetched now.',
  }),
  name: z.string().min(1).max(200).optional().meta({
    description: 'What the job is called. Default: its address until the title is known.',
    example: 'Holiday in Rome',
  }),
  email: z.email().optional().meta({ description: 'Who is told of the end. Default: the owner.' }),
  webhook: webhookField,
  retentionSeconds: z.int().min(60).max(31_536_000).nullable().optional().meta({
    description: 'How long the files are kept, one hour if nothing is said; null keeps them until they are deleted.',
    example: 86_400,
  }),
  then: makeRequest.optional().meta({
    description: 'What to make of it once it is fetched: at most one of preset, container and rendition.',
    example: { preset: 'h264-720p' },
  }),
  reuse: z.boolean().optional().meta({
    description: 'False fetches it anew, though one’s own earlier job fetched the same.',
  }),
};

const oneSound = ({ audio, then }: { readonly audio?: FetchWishes['audio']; readonly then?: unknown }): boolean =>
  audio?.loudness === undefined || then === undefined;
const inThen = { path: ['audio', 'loudness'], error: 'say in then.rendition how loud it shall be' };

const wishes = { ...fetchFields, ...jobFields };

/** What may be asked of every item alike, when there are several. */
export const downloadWishes = z.strictObject(wishes).superRefine(together).refine(oneSound, inThen);
export type DownloadWishes = z.infer<typeof downloadWishes>;

export const downloadRequest = z
  .strictObject({
    url: httpUrl.meta({
      description: 'A page that shows one video or sound, or the media file itself.',
      example: 'https://example.com/watch/holiday',
    }),
    ...wishes,
  })
  .superRefine(together)
  .refine(oneSound, inThen);
export type DownloadRequest = z.infer<typeof downloadRequest>;

/** Where an item stands among those that were asked for together; for names, and for pages with several items. */
const place = z.strictObject({
  /** Which of the items on its page, from 1. */
  item: z.int().positive().optional(),
  /** Which of all that were asked for together, from 1. */
  index: z.int().positive().optional(),
  playlist: z.string().optional(),
  playlistIndex: z.int().positive().optional(),
});
export type Place = z.infer<typeof place>;

/** What the record of a download keeps, and its workflow reads. */
export const downloadJob = z.strictObject({
  url: httpUrl,
  /** What the person called it; else its title does. */
  name: z.string().optional(),
  wishes: plainWishes,
  place: place.optional(),
  then: makeRequest.optional(),
  archive: z.literal(true).optional(),
  reuse: z.literal(false).optional(),
});
export type DownloadJob = z.infer<typeof downloadJob>;
