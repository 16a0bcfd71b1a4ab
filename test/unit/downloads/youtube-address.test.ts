import { describe, expect, it } from 'vitest';
import { readYouTubeAddress } from '#downloads/youtube-address.ts';

const id = 'dQw4w9WgXcQ';
const video = { kind: 'video', id, url: `https://www.youtube.com/watch?v=${id}` };

describe('an address of YouTube', () => {
  it.each([
    `https://www.youtube.com/watch?v=${id}`,
    `http://youtube.com/watch?v=${id}&t=43s`,
    `https://www.youtube.com/watch?list=PL0123456789&v=${id}&index=3`,
    `https://m.youtube.com/watch?v=${id}&feature=share`,
    `https://music.youtube.com/watch?v=${id}`,
    `https://youtu.be/${id}?si=abc&t=10`,
    `https://www.youtube.com/shorts/${id}`,
    `https://youtube.com/shorts/${id}?feature=share`,
    `https://www.youtube.com/live/${id}?si=x`,
    `https://www.youtube.com/embed/${id}?autoplay=1`,
    `https://www.youtube-nocookie.com/embed/${id}`,
    `https://youtube-nocookie.com/embed/${id}`,
    `https://www.youtube.com/v/${id}`,
    `https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D${id}%26feature%3Dshare`,
    `HTTPS://WWW.YouTube.COM/watch?v=${id}#top`,
  ])('%s is the same video', (address) => {
    expect(readYouTubeAddress(address)).toEqual(video);
  });

  it.each([
    ['playlist', 'https://www.youtube.com/playlist?list=PL0123456789'],
    ['playlist', 'https://music.youtube.com/playlist?list=OLAK5uy'],
    ['playlist', 'https://www.youtube.com/embed/videoseries?list=PL0123456789'],
    ['playlist', 'https://www.youtube.com/watch?list=PL0123456789'],
    ['channel', 'https://www.youtube.com/@ann/videos'],
    ['channel', 'https://www.youtube.com/channel/UC0123456789'],
    ['channel', 'https://www.youtube.com/c/ann'],
    ['channel', 'https://youtube.com/user/ann'],
  ])('a %s is known as such: %s', (kind, address) => {
    expect(readYouTubeAddress(address)).toEqual({ kind });
  });

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=short',
    `https://www.youtube.com/watch?v=${id}x`,
    'https://www.youtube.com/feed/subscriptions',
    'https://www.youtube.com/attribution_link?u=https://elsewhere.example/watch?v=dQw4w9WgXcQ',
    `https://youtube.com.elsewhere.example/watch?v=${id}`,
    `https://notyoutube.com/watch?v=${id}`,
    `https://elsewhere.example/youtu.be/${id}`,
    `ftp://youtube.com/watch?v=${id}`,
    'https://youtu.be/',
    id,
    '',
  ])('%s names nothing there', (address) => {
    expect(readYouTubeAddress(address)).toBeNull();
  });
});
