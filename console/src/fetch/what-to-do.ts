/** What a person can do when a site says no, by the code of the refusal. All pure. */

const advice: Readonly<Record<string, string>> = {
  'source.blocked':
    'It takes this machine for a robot. Try again later, or lend cookies of a browser that is signed in there.',
  'source.sign-in': 'Lend cookies of a browser that is signed in there.',
  'source.private': 'Ask its owner for access, then lend cookies of the account that has it.',
  'source.geo': 'It is shown in other countries only. Whoever runs this installation can set up a proxy there.',
  'source.gone': 'Check the address: its owner or the site has removed it.',
  'source.live-not-started': 'It can be waited for.',
  'source.drm': 'It cannot be fetched. Look for a copy that is not protected.',
  'source.rate-limited': 'The site asks for a pause. Try again in a few minutes.',
  'source.busy': 'The site is left in peace for a while. Try again in a few minutes.',
  'source.unreachable': 'Check that the address opens in your browser, then try again in a few minutes.',
  'source.changed': 'The site may have changed. Whoever runs this installation can bring yt-dlp up to date.',
  'source.unsupported': 'Give the address of the page that shows the video, or of the media file itself.',
  'source.no-stream': 'Give the address of the page that shows the video, or of the media file itself.',
  'source.forbidden': 'Give an address on the public internet.',
};

export const adviceOn = (code: string): string | undefined => advice[code];

const forMembers: readonly string[] = ['source.sign-in', 'source.private', 'source.blocked'];

/** Whether cookies may change the site's mind. */
export const wantsCookies = (code: string): boolean => forMembers.includes(code);
