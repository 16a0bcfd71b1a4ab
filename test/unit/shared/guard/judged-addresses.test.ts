import { describe, expect, it } from 'vitest';
import { judgedAddresses } from '#shared/guard/judged-addresses.ts';
import { hostileNames } from '../../../support/hostile/addresses.ts';

const resolvingTo =
  (...addresses: string[]) =>
  async () =>
    addresses;

describe('a name', () => {
  it.each(Object.entries(hostileNames))('%s that leads to %j is refused whole', async (host, addresses) => {
    const judged = await judgedAddresses({ host, port: 80, resolve: resolvingTo(...addresses) });
    expect(judged).toEqual({ refused: expect.any(String) });
  });

  it('is looked up once, and gives every address it leads to', async () => {
    let asked = 0;
    const resolve = async () => {
      asked++;
      return ['93.184.216.34', '2606:4700::1'];
    };
    const judged = await judgedAddresses({ host: 'example.com', port: 443, resolve });
    expect(judged).toEqual({ addresses: ['93.184.216.34', '2606:4700::1'] });
    expect(asked).toBe(1);
  });

  it('tells where it led', async () => {
    const judged = await judgedAddresses({ host: 'localtest.me', port: 80, resolve: resolvingTo('127.0.0.1') });
    expect(judged).toEqual({ refused: 'it leads to 127.0.0.1: loopback' });
  });
});

it('an address is judged without looking anything up', async () => {
  const never = async () => Promise.reject(new Error('looked up'));
  expect(await judgedAddresses({ host: '[::1]', port: 80, resolve: never })).toEqual({ refused: 'loopback' });
  expect(await judgedAddresses({ host: '1.1.1.1', port: 80, resolve: never })).toEqual({ addresses: ['1.1.1.1'] });
});
