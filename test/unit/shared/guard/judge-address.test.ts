import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAddress } from '#shared/guard/judge-address.ts';
import { hostileIps, publicIps } from '../../../support/hostile/addresses.ts';

const hostile = Object.entries(hostileIps).flatMap(([kind, ips]) => ips.map((ip) => [kind, ip] as const));

describe('an IP address', () => {
  it.each(hostile)('(%s) %s is not connected to', (_kind, ip) => {
    expect(judgeAddress(ip, { port: 80 })).toEqual(expect.any(String));
  });

  it.each(publicIps)('%s is public', (ip) => expect(judgeAddress(ip, { port: 443 })).toBeNull());

  it('is told by what it is', () => {
    const why = (ip: string) => judgeAddress(ip, { port: 80 });
    expect(why('::ffff:169.254.169.254')).toBe('the metadata service of a cloud');
    expect(why('::ffff:10.0.0.1')).toBe('private');
    expect(why('64:ff9b::7f00:1')).toBe('loopback');
    expect(why('2002:808:808::1')).toBe('a 6to4 tunnel');
    expect(why('2a00:1450::5efe:8.8.8.8')).toBe('an ISATAP tunnel');
    expect(why('127.1')).toBe('not an IP address');
  });

  it('is judged alike bare, mapped and behind NAT64, whichever it is', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, (...octets) => {
        const bare = octets.join('.');
        const verdict = judgeAddress(bare, { port: 80 });
        expect(judgeAddress(`::ffff:${bare}`, { port: 80 })).toBe(verdict);
        expect(judgeAddress(`64:ff9b::${bare}`, { port: 80 })).toBe(verdict);
        expect(judgeAddress(`::${bare}`, { port: 80 })).not.toBeNull();
        expect(judgeAddress(`64:ff9b:1::${bare}`, { port: 80 })).not.toBeNull();
      }),
    );
  });
});

describe('an installation that allows loopback', () => {
  it('allows the ports it names, in either family, and no other', () => {
    const on = (port: number) => ({ port, allowLoopback: [8080] });
    expect(judgeAddress('127.0.0.1', on(8080))).toBeNull();
    expect(judgeAddress('::1', on(8080))).toBeNull();
    expect(judgeAddress('::ffff:127.0.0.1', on(8080))).toBeNull();
    expect(judgeAddress('127.0.0.1', on(9333))).toBe('loopback');
  });

  it('allows nothing else that is private', () => {
    for (const ip of ['10.0.0.1', '169.254.169.254', '0.0.0.0', '::', 'fe80::1', '192.168.1.1'])
      expect(judgeAddress(ip, { port: 80, allowLoopback: true })).not.toBeNull();
  });
});
