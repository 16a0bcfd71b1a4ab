import * as z from 'zod';
import { choiceFields } from './choice-fields.ts';
import { entryFilterFields } from './entry-filter.ts';
import { type LookJob, mostOnPage } from './look-schema.ts';
import { networkFields } from './network-fields.ts';
import { downloadJob } from './schema.ts';

/** A number of a query, which comes as text. */
const numeric = <T extends z.ZodType<number, number>>(field: T) => z.coerce.number().pipe(field);

const cookies = networkFields.cookies.unwrap().shape;

/** How a site is asked, whatever it is asked for. */
export const commonFields = {
  url: downloadJob.shape.url.meta({ example: 'https://example.com/watch/x1y2z3' }),
  cookies: cookies.id.optional(),
  cookiePolicy: cookies.policy.unwrap().optional().meta({
    description: 'Default: when-needed, only once the site has refused without them.',
  }),
  proxy: networkFields.proxy,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters such as DE (ISO 3166-1)')
    .optional()
    .meta({ description: 'Told to sites that believe X-Forwarded-For.', example: 'DE' }),
  timeout: numeric(z.int().min(1).max(300)).optional().meta({
    description: 'Seconds that the site is given to answer, each of three times. Default: 30, of lists 120.',
    example: 30,
  }),
  fresh: z.stringbool().optional().meta({
    description: 'true asks the site anew, though what it said a while ago is still there.',
  }),
};

const oneChoice = ({ quality, format }: { quality?: string | undefined; format?: string | undefined }): boolean =>
  quality === undefined || format === undefined;

export const metadataQuery = z.strictObject({
  ...commonFields,
  picture: z.stringbool().optional().meta({
    description: 'true shows a small thumbnail itself, so that whoever looks at it asks no site.',
  }),
});

export const formatsQuery = z
  .strictObject({ ...commonFields, quality: choiceFields.quality, format: choiceFields.format })
  .refine(oneChoice, { path: ['format'], error: 'give either quality or format' });

const { minSeconds, maxSeconds, minViews, maxViews, ...texts } = entryFilterFields;

export const listQuery = z.strictObject({
  ...commonFields,
  from: numeric(z.int().positive().max(1_000_000)).default(1).meta({
    description: 'The first entry of the page: `next` of the page before.',
    example: 51,
  }),
  count: numeric(z.int().positive().max(mostOnPage))
    .default(50)
    .meta({
      description: `How many entries the page has at most, up to ${mostOnPage}.`,
      example: 50,
    }),
  ...texts,
  minSeconds: numeric(minSeconds.unwrap())
    .optional()
    .meta({ ...minSeconds.meta() }),
  maxSeconds: numeric(maxSeconds.unwrap())
    .optional()
    .meta({ ...maxSeconds.meta() }),
  minViews: numeric(minViews.unwrap())
    .optional()
    .meta({ ...minViews.meta() }),
  maxViews: numeric(maxViews.unwrap())
    .optional()
    .meta({ ...maxViews.meta() }),
});

type Item = Omit<z.infer<typeof metadataQuery>, 'picture'> &
  Partial<Pick<z.infer<typeof formatsQuery>, 'quality' | 'format'>>;

/** How a download would be asked to go about it. */
export const networkOf = ({
  cookies: id,
  cookiePolicy,
  proxy,
  country,
}: Pick<Item, 'cookies' | 'cookiePolicy' | 'proxy' | 'country'>) => ({
  proxy,
  ...(id !== undefined && { cookies: { id, policy: cookiePolicy } }),
  ...(country !== undefined && { geo: { country } }),
});

/** What is asked of the site; two who ask the same get the same answer. */
export const itemLook = ({ url, quality, format, timeout = 30, ...how }: Item): LookJob => ({
  ...{ what: 'item', url, tryForSeconds: timeout },
  wishes: downloadJob.shape.wishes.parse({ quality, format, ...networkOf(how) }),
});

export const listLook = ({ url, from, count, timeout = 120, ...asked }: z.infer<typeof listQuery>): LookJob => {
  const { after, before, title, sort, minSeconds, maxSeconds, minViews, maxViews, ...how } = asked;
  return {
    ...{ what: 'list', url, tryForSeconds: timeout, from, count },
    wishes: downloadJob.shape.wishes.parse(networkOf(how)),
    filter: { after, before, title, sort, minSeconds, maxSeconds, minViews, maxViews },
  };
};
