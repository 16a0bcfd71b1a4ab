import { describe, expect, it } from 'vitest';
import { whyRefused } from '#downloads/why-refused.ts';
import { EngineError } from '#shared/errors.ts';

const report =
  'please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U';
const hint =
  'Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies';
const refused = (...lines: string[]) => whyRefused({ exitCode: 1, lines, wishes: {} });

describe('what a site or yt-dlp says', () => {
  it.each([
    ['source.blocked', `[youtube] x1: Sign in to confirm you’re not a bot. ${hint}`],
    ['source.blocked', '[youtube] x1: Video unavailable. YouTube is requiring a captcha challenge before playback'],
    ['source.blocked', '[youtube] x1: All player responses are invalid. Your IP is likely being blocked by Youtube'],
    ['source.blocked', '[TikTok] 7: Your IP address is blocked from accessing this post'],
    [
      'source.blocked',
      '[vimeo] 7: Got HTTP Error 403. If you are using a data center IP or VPN/proxy, your IP may be blocked',
    ],
    ['source.blocked', '[Reddit] x: Your IP address is unable to access the Reddit API'],
    [
      'source.blocked',
      `[generic] Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with  --extractor-args "generic:impersonate"`,
    ],
    ['source.blocked', 'unable to download video data: HTTP Error 403: Forbidden'],
    [
      'source.unreachable',
      '\n[download] Got error: 287050 bytes read, 287050 more expected. Giving up after 3 retries',
    ],
    [
      'source.sign-in',
      `[youtube] x1: Sign in to confirm your age. This video may be inappropriate for some users. ${hint}`,
    ],
    [
      'source.sign-in',
      `[youtube] x1: Join this channel to get access to members-only content like this video, and other exclusive perks.`,
    ],
    ['source.sign-in', '[youtube] x1: This video requires payment to watch'],
    [
      'source.sign-in',
      `[Instagram] C1: The webpage request was redirected to the login page. You have exceeded the rate-limit for accessing posts anonymously. ${hint}`,
    ],
    [
      'source.sign-in',
      `[Instagram] C1: Instagram sent an empty media response. Check if this post is accessible in your browser without being logged-in. Otherwise, if the post is accessible in browser without being logged-in, ${report}`,
    ],
    ['source.sign-in', `[twitter] 1: NSFW tweet requires authentication. ${hint}`],
    ['source.sign-in', `[facebook] 1: This video is only available for registered users. ${hint}`],
    ['source.sign-in', '[vimeo] 7: Unable to download JSON metadata: HTTP Error 401: Unauthorized'],
    ['source.sign-in', '[TikTok] 7: Fresh cookies (not necessarily logged in) are needed'],
    ['source.private', `[youtube] x1: Private video. Sign in if you've been granted access to this video. ${hint}`],
    ['source.private', `[twitter] 1: You are not authorized to view this protected tweet. ${hint}`],
    ['source.private', '[vimeo] 7: This video is protected by a password, use the --video-password option'],
    [
      'source.private',
      `[Instagram] C1: This content is only available for registered users who follow this account. ${hint}`,
    ],
    [
      'source.private',
      `[TikTok] 7: You do not have permission to view this post. Log into an account that has access. ${hint}`,
    ],
    [
      'source.geo',
      '[youtube] x1: The uploader has not made this video available in your country\nThis video is available in Germany.',
    ],
    ['source.geo', '[Dailymotion] x: This video is not available from your location due to geo restriction'],
    ['source.geo', '[generic] Unable to download webpage: HTTP Error 451: Unavailable For Legal Reasons'],
    ['source.gone', '[youtube] x1: Video unavailable. This video has been removed by the uploader'],
    [
      'source.gone',
      '[youtube] x1: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.',
    ],
    [
      'source.gone',
      '[generic] x: Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>)',
    ],
    ['source.gone', '[twitter] 1: Requested tweet is unavailable'],
    ['source.gone', '[twitch:vod] 1: Video v1 does not exist'],
    ['source.live-not-started', '[youtube] x1: This live event will begin in 3 hours.'],
    ['source.live-not-started', '[youtube] x1: Premieres in 2 hours'],
    ['source.live-not-started', '[twitter:spaces] x: Twitter Space not started yet'],
    ['source.live-not-started', '[twitch:stream] x: The channel is not currently live'],
    ['source.drm', '[youtube] x1: This video is DRM protected'],
    [
      'source.rate-limited',
      '[generic] x: Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429>)',
    ],
    ['source.rate-limited', '[BiliBili] x: You have exceeded the rate limit. Try again later'],
    [
      'source.rate-limited',
      "[youtube] x1: Video unavailable. This content isn't available, try again later. The current session has been rate-limited by YouTube for up to an hour.",
    ],
    ['source.unsupported', 'Unsupported URL: https://example.com/about'],
    ['source.unsupported', '[Instagram] C1: There is no video in this post'],
    ['source.unsupported', '[twitter] 1: No video could be found in this tweet'],
    [
      'source.no-stream',
      '[youtube] x1: Requested format is not available. Use --list-formats for a list of available formats',
    ],
    [
      'source.unreachable',
      `[generic] x1: Unable to download webpage: HTTPSConnection(host='fixture.test', port=443): Failed to resolve 'fixture.test' ([Errno -2] Name or service not known)`,
    ],
    [
      'source.unreachable',
      `[generic] x1: Unable to download webpage: ('Unable to connect to proxy', NewConnectionError()); ${report}`,
    ],
    [
      'source.unreachable',
      "[generic] Unable to download webpage: HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=30.0)",
    ],
    ['source.unreachable', 'unable to download video data: HTTP Error 503: Service Unavailable'],
    [
      'source.unreachable',
      '\r[download] Got error: 1024 bytes read, 9000 more expected. Giving up after 3 retries\nERROR: fragment 3 not found, unable to continue',
    ],
    [
      'source.unreachable',
      "[generic] x: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
    ],
    [
      'source.forbidden',
      "[generic] x: Unable to connect to proxy (OSError('Tunnel connection failed: 403 Forbidden'))",
    ],
    ['source.forbidden', "No connection adapters were found for 'file:///etc/passwd'"],
    ['source.changed', `[facebook] 1: Cannot parse data; ${report}`],
    ['source.changed', `[youtube] x1: Unable to extract initial player response; ${report}`],
    [
      'source.changed',
      '[youtube] x1: The following content is not available on this app.. Watch on the latest version of YouTube.',
    ],
    ['tool.failed', 'Postprocessing: Conversion failed!'],
    ['worker.disk-full', 'unable to write data: [Errno 28] No space left on device'],
  ])('is %s: %s', (code, line) => expect(refused(`ERROR: ${line}`).code).toBe(code));

  it('is told in our words, which name the site and no proxy, path or cookie', () => {
    const line = `ERROR: [youtube] x1: Sign in to confirm you’re not a bot. ${hint}`;
    expect(refused(line).message).toBe('youtube takes this machine for a robot');
    expect(refused('ERROR: Unsupported URL: https://u:p@example.com').message).toBe(
      'the site has nothing that can be fetched at this address',
    );
    expect(refused('ERROR: [twitch:vod] 1: Video v1 does not exist').message).toBe('twitch has it no longer');
  });

  it('says when to come back where the site does', () => {
    expect(refused('ERROR: [youtube] x: has been rate-limited by YouTube for up to an hour').retryAfterSeconds).toBe(
      3600,
    );
    expect(refused('ERROR: HTTP Error 429: Too Many Requests').retryAfterSeconds).toBe(60);
    expect(refused('ERROR: [youtube] x: This video is DRM protected').retryAfterSeconds).toBeUndefined();
  });

  it('is not taken from an address or an id', () => {
    expect(refused('ERROR: Unsupported URL: https://example.com/login?captcha').code).toBe('source.unsupported');
    expect(refused('ERROR: [generic] cookie: Unable to download webpage: HTTP Error 403: Forbidden').code).toBe(
      'source.blocked',
    );
    expect(refused('ERROR: [generic] captcha: Unable to download webpage: HTTP Error 404: Not Found').code).toBe(
      'source.gone',
    );
  });

  it('is not taken from a warning, which good runs have too', () => {
    expect(
      refused('WARNING: [youtube] HTTP Error 429: Too Many Requests', 'ERROR: [youtube] x: Private video').code,
    ).toBe('source.private');
    expect(refused('WARNING: HTTP Error 429').code).toBe('tool.failed');
  });

  it('is a failed tool when nobody knows it', () => {
    expect(refused('Traceback (most recent call last):')).toMatchObject({
      code: 'tool.failed',
      message: 'yt-dlp ended with code 1',
    });
    expect(whyRefused({ exitCode: null, lines: [], wishes: {} }).message).toBe('yt-dlp ended with code none');
  });
});

describe('a run without a file', () => {
  it('was kept from an address by our guard, unless the site has said why by itself', () => {
    const forbidden = new EngineError('source.forbidden', 'the site leads to what is not fetched: 10.0.0.1');
    const tooLarge = new EngineError('source.too-large', 'more than may come');
    const ended = (guard: EngineError, line: string) =>
      whyRefused({ exitCode: 1, lines: [line], wishes: {}, guard }).code;
    expect(ended(forbidden, 'ERROR: unable to download video data: HTTP Error 403: Forbidden')).toBe(
      'source.forbidden',
    );
    expect(ended(forbidden, 'ERROR: something new')).toBe('source.forbidden');
    expect(ended(forbidden, 'ERROR: [youtube] x1: Private video')).toBe('source.private');
    expect(ended(forbidden, 'ERROR: HTTP Error 429: Too Many Requests')).toBe('source.rate-limited');
    expect(ended(tooLarge, 'ERROR: [youtube] x1: Private video')).toBe('source.too-large');
  });

  it('met one of its limits', () => {
    expect(whyRefused({ exitCode: 101, lines: [], wishes: { maxSeconds: 60 } })).toMatchObject({
      code: 'source.too-large',
      message: 'the source is longer than the 60 s that were allowed',
    });
    expect(whyRefused({ exitCode: 0, lines: [], wishes: { maxBytes: 1000 } })).toMatchObject({
      code: 'source.too-large',
      message: 'the source has more than the 1000 bytes that were allowed',
    });
    expect(whyRefused({ exitCode: 0, lines: [], wishes: { sections: [{ chapter: 'Intro' }] } }).code).toBe(
      'source.no-stream',
    );
    expect(whyRefused({ exitCode: 0, lines: [], wishes: {} }).code).toBe('source.unsupported');
  });
});
