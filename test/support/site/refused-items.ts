/** How a site says no; the words are those of known sites, as yt-dlp prints them. */
export type RefusedItem = {
  /** In place of the plain error: what yt-dlp's sites call for it, which adds words of its own. */
  readonly by?: 'geo' | 'login' | 'drm';
  readonly message: string;
};

/** `/watch/{name}` of each. */
export const refusedItems: Readonly<Record<string, RefusedItem>> = {
  bot: {
    message:
      'Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies',
  },
  age: { message: 'Sign in to confirm your age. This video may be inappropriate for some users.' },
  'sign-in': { by: 'login', message: 'This video is only available for registered users' },
  members: {
    message: 'Join this channel to get access to members-only content like this video, and other exclusive perks.',
  },
  geo: { by: 'geo', message: 'The uploader has not made this video available in your country' },
  private: { message: "Private video. Sign in if you've been granted access to this video" },
  gone: { message: 'Video unavailable. This video has been removed by the uploader' },
  terminated: {
    message:
      'This video is no longer available because the YouTube account associated with this video has been terminated.',
  },
  drm: { by: 'drm', message: 'This video is DRM protected' },
  paid: { message: 'This video requires payment to watch.' },
  'rate-limited': {
    message:
      "Video unavailable. This content isn't available, try again later. Your account has been rate-limited by YouTube for up to an hour.",
  },
};
