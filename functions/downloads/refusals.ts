import type { ErrorCode } from '#shared/errors.ts';

export type Refusal = {
  readonly code: ErrorCode;
  readonly when: RegExp;
  /** What the site does, said of the site. */
  readonly says: string;
  readonly retryAfterSeconds?: number;
};

/**
 * yt-dlp does not say for how long a site asks to be left alone (Retry-After), and within TLS nobody else hears it. A
 * minute at first; a site that goes on asking for it is left in peace for twice as long each time.
 */
const unknownPauseSeconds = 60;

/**
 * What yt-dlp writes, in the words of its extractors, and what it means. The first that fits counts: a private video
 * asks for a sign-in too, and one that is not shown here is called unavailable as well.
 */
export const refusals: readonly Refusal[] = [
  { code: 'worker.disk-full', when: /No space left on device/, says: 'sent more than the scratch disk holds' },
  {
    code: 'source.forbidden',
    when: /Tunnel connection failed: 403|CONNECT tunnel failed, response 403|No connection adapters were found|unknown url type/,
    says: 'leads to an address that must not be fetched',
  },
  {
    code: 'source.rate-limited',
    when: /has been rate-limited by YouTube/,
    says: 'asks for a pause of up to an hour',
    retryAfterSeconds: 3600,
  },
  {
    code: 'source.sign-in',
    when: /rate-limit for accessing posts anonymously|sent an empty media response/,
    says: 'answers nobody who is not signed in, for now',
  },
  {
    code: 'source.rate-limited',
    when: /HTTP Error 429|Too Many Requests|exceeded the rate.limit/i,
    says: 'asks for a pause',
    retryAfterSeconds: unknownPauseSeconds,
  },
  {
    code: 'source.blocked',
    when: /not a bot|captcha|IP (?:address )?(?:is|may be) (?:likely )?(?:being )?blocked|IP address is unable to access|TLS fingerprint|Cloudflare anti-bot/i,
    says: 'takes this machine for a robot',
  },
  { code: 'source.drm', when: /DRM.protect/i, says: 'gives it out under DRM only' },
  {
    code: 'source.live-not-started',
    when: /live event (?:will begin|is scheduled|has not started)|Premieres? (?:in|will begin)|not (?:yet )?started|not currently live/i,
    says: 'has not begun the stream',
  },
  {
    code: 'source.private',
    when: /private (?:video|subreddit)|(?:video|account|post) is (?:likely either )?private|protected tweet|protected by a password|wrong (?:video )?password|who follow this account|made available to anyone|do not have permission to view/i,
    says: 'shows it to those only whom its owner lets in',
  },
  {
    code: 'source.geo',
    when: /in your (?:country|region)|geo.?restrict|available from your location|VPN or a proxy server|HTTP Error 451/i,
    says: 'does not show it where this machine is',
  },
  {
    code: 'source.sign-in',
    when: /sign in|log(?:ged)? ?in\b|registered users|members.only|channel's members|requires? (?:payment|authentication)|authentication (?:is required|may be needed)|cookies .{0,40}are needed|(?:supporter|subscriber)s?.only|premium members|HTTP Error 401/i,
    says: 'wants a sign-in',
  },
  {
    code: 'source.unreachable',
    when: /IncompleteRead|bytes, expected \d+|\d+ more expected|Did not get any data blocks/i,
    says: 'ended its answer before the end of the file',
  },
  {
    code: 'source.unreachable',
    when: /timed? ?out|Connection (?:reset|refused|aborted)|Remote end closed|Failed to resolve|Network is unreachable|Unable to connect to proxy|Tunnel connection failed|CERTIFICATE_VERIFY_FAILED|\bSSL\b|fragment \d+ not found|HTTP Error 5\d\d/i,
    says: 'did not answer as it should',
  },
  {
    code: 'source.no-stream',
    when: /Requested format is not available/,
    says: 'has nothing of the format that was asked for',
  },
  {
    code: 'source.unsupported',
    when: /Unsupported URL|is not a valid URL|no video (?:could be found|in this)|No media found|is not a video|unsafe file extension/i,
    says: 'has nothing that can be fetched at this address',
  },
  {
    code: 'source.changed',
    when: /not available on this app/,
    says: 'sends this yt-dlp away',
  },
  {
    code: 'source.gone',
    when: /HTTP Error (?:404|410)|video unavailable|(?:is|are) (?:no longer|not) available|no longer exists|been (?:removed|terminated|deleted)|does not exist|not found|suspended|is unavailable|has ended|replay is disabled/i,
    says: 'has it no longer',
  },
  { code: 'source.blocked', when: /HTTP Error 403/, says: 'refuses to answer this machine' },
  {
    code: 'source.changed',
    when: /please report this issue|Unable to extract|Failed to extract/i,
    says: 'answers in a way that this yt-dlp does not understand',
  },
  {
    code: 'tool.failed',
    when: /Postprocessing:|ffmpeg exited|conversion failed/i,
    says: 'sent what could not be joined or converted',
  },
];
