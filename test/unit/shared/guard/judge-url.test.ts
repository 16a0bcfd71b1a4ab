import { describe, expect, it } from 'vitest';
import { judgeUrl, refusalOf } from '#shared/guard/judge-url.ts';
import { goodUrls, hostileUrls } from '../../../support/hostile/addresses.ts';

const hostile = Object.entries(hostileUrls).flatMap(([trick, urls]) => urls.map((url) => [trick, url] as const));

describe('an address', () => {
  it.each(hostile)('with %s is not fetched: %j', (_trick, url) => {
    expect(refusalOf(url)).toEqual(expect.any(String));
  });

  it.each(goodUrls)('%s is fetched', (url) => expect(refusalOf(url)).toBeNull());

  it('is handed back as it is to be used, never as it was written', () => {
    expect(judgeUrl('HTTPS://EXAMPLE.com:443/a/../b').href).toBe('https://example.com/b');
    expect(judgeUrl('https://münchen.de/').hostname).toBe('xn--mnchen-3ya.de');
  });

  it('that is refused names its field, what it was and what would work', () => {
    const refusal = () => judgeUrl('ftp://example.com/a', { field: 'urls.3' });
    expect(refusal).toThrow(
      expect.objectContaining({
        code: 'source.forbidden',
        field: 'urls.3',
        message:
          'urls.3: "ftp://example.com/a" is not fetched: it begins with ftp:, and only http: and https: are fetched',
      }),
    );
    expect(() => judgeUrl('http://10.0.0.1/')).toThrow('10.0.0.1 is not public (private)');
  });

  it('that is refused is told without its password and query, and not at length', () => {
    expect(() => judgeUrl('http://me:secret@example.com/?token=secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
    expect(() => judgeUrl(`http://10.0.0.1/${'a'.repeat(9999)}`)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{0,300}$/) }),
    );
  });
});

describe('the lists of an installation', () => {
  const allow = ['example.com', 'münchen.de'];
  const deny = ['bad.example.com', '*.wild.org'];
  const why = (url: string, lists: { allow?: string[]; deny?: string[] }) =>
    refusalOf(url, { lists: { allow: [], deny: [], ...lists } });

  it('hold for a domain and all below it, by whole labels', () => {
    expect(why('https://example.com/', { allow })).toBeNull();
    expect(why('https://a.b.EXAMPLE.com./', { allow })).toBeNull();
    expect(why('https://xn--mnchen-3ya.de/', { allow })).toBeNull();
    for (const other of ['evilexample.com', 'example.com.evil.org', 'com', 'example.co'])
      expect(why(`https://${other}/`, { allow })).not.toBeNull();
  });

  it('deny before they allow, and deny with a star what they deny without', () => {
    expect(why('https://bad.example.com/', { allow, deny })).toBe('it is on the list of denied domains');
    expect(why('https://x.bad.example.com/', { allow, deny })).not.toBeNull();
    expect(why('https://x.wild.org/', { deny })).not.toBeNull();
    expect(why('https://notwild.org/', { deny })).toBeNull();
  });

  it('take an IP address as it is', () => {
    expect(why('https://1.1.1.1/', { deny: ['1.1.1.1'] })).not.toBeNull();
    expect(why('https://1.1.1.1/', { allow: ['1.1.1.1'] })).toBeNull();
  });

  it('open nothing that is private', () => {
    expect(why('http://10.0.0.1/', { allow: ['10.0.0.1'] })).not.toBeNull();
    expect(why('http://nas.lan/', { allow: ['nas.lan'] })).not.toBeNull();
  });
});

describe('an installation that allows loopback', () => {
  it('allows it on the ports it names, by address and by name', () => {
    const rules = { allowLoopback: [8080] };
    for (const host of ['127.0.0.1', '[::1]', 'localhost', 'site.localhost', '2130706433'])
      expect(refusalOf(`http://${host}:8080/`, rules)).toBeNull();
    for (const address of [
      'http://127.0.0.1:9333/',
      'http://localhost/',
      'http://10.0.0.1:8080/',
      'http://nas.local:8080/',
    ])
      expect(refusalOf(address, rules)).not.toBeNull();
  });

  it('still takes http and https alone, and no user names', () => {
    for (const address of ['ftp://127.0.0.1:8080/', 'http://a@127.0.0.1:8080/', 'file:///etc/passwd'])
      expect(refusalOf(address, { allowLoopback: true })).not.toBeNull();
  });
});
