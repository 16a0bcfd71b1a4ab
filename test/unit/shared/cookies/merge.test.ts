import { describe, expect, it } from 'vitest';
import { mergeJar } from '#shared/cookies/merge.ts';
import { aCookie } from '../../../support/cookies.ts';

const old = aCookie({ name: 'a', value: 'old' });
const fresh = aCookie({ name: 'a', value: 'new' });
const other = aCookie({ name: 'b' });
const merge = (kept: Parameters<typeof mergeJar>[0], opened: typeof kept, left: typeof kept) =>
  mergeJar(kept, { opened, left }, 'example.com');

describe('a jar that a site had', () => {
  it('is not written when nothing changed', () => {
    expect(merge([old, other], [old, other], [other, old])).toBeNull();
  });

  it('keeps what the site changed, set and took back', () => {
    const set = aCookie({ name: 'c', domain: 'www.example.com' });
    expect(merge([old, other], [old, other], [fresh, set])).toEqual([fresh, set]);
  });

  it('keeps a new end and a new scheme, too', () => {
    const later = { ...old, expires: 2_000_000_000 };
    const plain = { ...old, secure: false };
    expect(merge([old], [old], [later])).toEqual([later]);
    expect(merge([old], [old], [plain])).toEqual([plain]);
  });

  it('drops cookies of other sites, also of those that only sound alike', () => {
    const foreign = ['ads.test', 'evilexample.com', 'com'].map((domain) => aCookie({ domain }));
    expect(merge([old], [old], [old, ...foreign])).toBeNull();
    expect(merge([old], [old], [fresh, ...foreign])).toEqual([fresh]);
  });

  it('leaves alone what its owner or another job changed meanwhile', () => {
    const pushed = aCookie({ name: 'a', value: 'pushed' });
    expect(merge([pushed], [old], [fresh])).toBeNull();
    expect(merge([pushed], [old], [])).toBeNull();
    expect(merge([], [old], [fresh])).toBeNull();
    expect(merge([pushed, other], [other], [other, fresh])).toBeNull();
    const changed = { ...other, value: 'x' };
    expect(merge([pushed, other], [old, other], [fresh, changed])).toEqual([pushed, changed]);
  });

  it('still knows what scripts may not see, which yt-dlp forgets', () => {
    const hidden = { ...old, httpOnly: true };
    expect(merge([hidden], [hidden], [old])).toBeNull();
    expect(merge([hidden], [hidden], [fresh])).toEqual([{ ...fresh, httpOnly: true }]);
  });

  it('tells cookies apart by path, and one host from all below it', () => {
    const deep = { ...old, path: '/deep' };
    const here = { ...old, hostOnly: true };
    expect(merge([old, deep, here], [old, deep, here], [fresh, deep, here])).toEqual([fresh, deep, here]);
  });
});
