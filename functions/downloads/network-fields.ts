import * as z from 'zod';

/** Printable ASCII that neither begins nor ends with a space: no line ends, so no second header. */
const headerValue = z
  .string()
  .max(1000)
  .regex(/^[!-~](?:[ -~]*[!-~])?$/, 'printable ASCII on one line');

const headers = z
  .strictObject({
    Accept: headerValue,
    'Accept-Language': headerValue,
    Origin: headerValue,
    Referer: headerValue,
    'User-Agent': headerValue,
  })
  .partial()
  .meta({
    description: 'Sent with every request for this. Secrets do not belong here, but in cookies.',
    example: { Referer: 'https://example.com/' },
  });

const geo = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters such as DE (ISO 3166-1)')
      .optional()
      .meta({ description: 'Told to sites that believe X-Forwarded-For.', example: 'DE' }),
    bypass: z.enum(['default', 'never']).default('default').meta({
      description: 'never: no site is told another place than the one that the request comes from.',
    }),
  })
  .refine(({ country, bypass }) => country === undefined || bypass !== 'never', {
    path: ['country'],
    error: 'a country cannot be told where that is never to be done',
  });

/** A stream may be announced a week ahead. */
export const longestWaitSeconds = 604_800;

const live = z
  .strictObject({
    fromStart: z.boolean().default(false).meta({
      description: 'From its beginning, where the site keeps it; else from now.',
    }),
    minutes: z.int().min(1).max(720).optional().meta({ description: 'How long to record from now.', example: 30 }),
    waitForScheduledSeconds: z.int().min(0).max(longestWaitSeconds).default(0).meta({
      description: 'How long to wait for a stream that is announced.',
      example: 3600,
    }),
  })
  .refine(({ fromStart, minutes }) => !fromStart || minutes === undefined, {
    path: ['minutes'],
    error: 'minutes count from now and cannot be given together with fromStart',
  });

/** How it is fetched, and how much. */
export const networkFields = {
  cookies: z
    .strictObject({
      id: z.uuid().meta({ description: 'Of cookies that were stored before.' }),
      policy: z.enum(['when-needed', 'always', 'never']).default('when-needed').meta({
        description: 'when-needed: only once the site has refused without them.',
      }),
    })
    .optional(),
  headers: headers.optional(),
  proxy: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'the name of a proxy of this installation')
    .optional()
    .meta({ description: 'The name of a proxy that this installation has.', example: 'frankfurt' }),
  geo: geo.optional(),
  rateLimitBytesPerSecond: z.int().min(1024).max(10_000_000_000).optional().meta({ example: 5_000_000 }),
  maxBytes: z.int().min(1).max(5_000_000_000_000).optional().meta({
    description: 'A larger source is refused.',
    example: 2_000_000_000,
  }),
  maxSeconds: z
    .int()
    .min(1)
    .max(864_000)
    .optional()
    .meta({ description: 'A longer source is refused.', example: 7200 }),
  live: live.optional(),
};
