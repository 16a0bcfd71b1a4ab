import * as z from 'zod';

/** In words that never repeat what came: it may be a secret in the wrong place. */
const text = z.string({ error: 'expected a text' });
const claim = z.boolean({ error: 'expected true or false' }).optional();
const seconds = z.number({ error: 'expected seconds since 1970' }).nullish();

/** As browser extensions, Playwright and Puppeteer export them; what else they tell of a cookie is passed over. */
export const exportedCookie = z.object(
  {
    name: text,
    value: text,
    domain: text.meta({ example: '.example.com' }),
    path: text.optional(),
    expirationDate: seconds.meta({ description: 'Seconds since 1970; absent or -1 for one of the session' }),
    expires: seconds,
    expiry: seconds,
    secure: claim,
    httpOnly: claim,
    hostOnly: claim,
  },
  { error: 'expected an object with name, value and domain' },
);

const common = {
  site: z.string().min(1).max(253).optional().meta({
    description: 'Whose they are; cookies of other sites are left out. Needed when there are several sites.',
    example: 'example.com',
  }),
  name: z.string().min(1).max(60).default('main').meta({
    description: 'Tells two accounts at one site apart. Cookies pushed under the same name replace the ones before.',
  }),
};

export const pushCookiesRequest = z
  .discriminatedUnion('format', [
    z.strictObject({
      format: z.literal('netscape').meta({ description: 'A cookies.txt, as curl and yt-dlp write it' }),
      cookies: text.min(1),
      ...common,
    }),
    z.strictObject({
      format: z.literal('json').meta({ description: 'A list, as browser extensions export it' }),
      cookies: z.array(exportedCookie, { error: 'expected a list of cookies' }).min(1).max(20_000),
      ...common,
    }),
  ])
  .meta({
    id: 'PushCookiesRequest',
    example: {
      format: 'json',
      site: 'example.com',
      cookies: [{ name: 'session', value: '…', domain: '.example.com', path: '/', secure: true }],
    },
  });
export type PushCookiesRequest = z.infer<typeof pushCookiesRequest>;

export const cookiesParams = z.strictObject({ id: z.uuid({ error: 'the id of cookies is a UUID' }) });

const keptCookies = z.strictObject({
  id: z.uuid().meta({ description: 'What a download names as `cookies.id`' }),
  site: z.string().meta({ example: 'example.com' }),
  name: z.string().meta({ example: 'main' }),
  domains: z.array(z.string()),
  count: z.int(),
  expired: z.boolean().meta({ description: 'Whether none of them is still good' }),
  firstExpiresAt: z.iso.datetime().optional().meta({ description: 'When the first of them ends' }),
  expiresAt: z.iso.datetime().optional().meta({
    description: 'When the last of them ends; absent while one has no end of its own',
  }),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime().meta({ description: 'When they were pushed or a site last refreshed them' }),
  usedAt: z.iso.datetime().optional().meta({ description: 'To the hour; absent when no job has used them' }),
});

export const pushedCookies = keptCookies
  .extend({
    leftOut: z.strictObject({
      expired: z.int().meta({ description: 'Cookies that had ended already' }),
      otherSites: z.int().meta({ description: 'Cookies of other sites than `site`' }),
    }),
  })
  .meta({ id: 'PushedCookies', description: 'What is kept; the values are shown nowhere' });

export const cookiesList = z.strictObject({ cookies: z.array(keptCookies) }).meta({ id: 'CookiesList' });
