import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type PostOptions, postThroughGuard } from '#shared/tools/post-webhook.ts';
import { aCertificate } from '../../../support/certificate.ts';
import { aListener, aSite } from '../../../support/guard.ts';

const message = { headers: { 'content-type': 'application/json', 'webhook-id': 'm1' }, body: '{"hé":1}' };
const post = (url: string, ports: readonly number[], options: Partial<PostOptions> = {}) =>
  postThroughGuard({ rules: { allowLoopback: ports }, resolve: async () => ['127.0.0.1'], ...options })(
    new URL(url),
    message,
  );

describe('a message that is posted', () => {
  it('arrives whole, with its headers, by path and query', async () => {
    const bodies: Promise<string>[] = [];
    await using site = await aSite((request, response) => {
      bodies.push(text(request));
      response.writeHead(201).end('thanks');
    });
    expect(await post(`${site.url}/hook?a=1`, [site.port])).toEqual({ status: 201, response: 'thanks' });
    const [{ method, url, headers } = {}] = site.seen;
    expect({ method, url, id: headers?.['webhook-id'] }).toEqual({ method: 'POST', url: '/hook?a=1', id: 'm1' });
    expect(await bodies[0]).toBe(message.body);
  });

  it('goes over TLS to who has the certificate of the name, and to nobody else', async () => {
    const tls = aCertificate('hook.example');
    await using site = await aSite((_request, response) => response.end('ok'), tls);
    const to = (name: string) => post(`https://${name}:${site.port}/`, [site.port], { ca: tls.cert });
    expect(await to('hook.example')).toEqual({ status: 200, response: 'ok' });
    expect(await to('other.example')).toMatchObject({ failed: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(site.seen).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    await using decoy = await aSite((_request, response) => response.end());
    await using site = await aSite((_request, response) => response.writeHead(307, { location: decoy.url }).end());
    expect(await post(site.url, [site.port, decoy.port])).toMatchObject({ status: 307 });
    expect(decoy.seen).toEqual([]);
  });

  it('reads 2 kB of an answer that never ends', async () => {
    await using site = await aSite((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(1000)));
        response.once('drain', more);
      };
      more();
    });
    const posted = await post(site.url, [site.port]);
    expect(posted).toMatchObject({ status: 200 });
    expect('response' in posted && posted.response.length).toBe(2048);
  });
});

describe('a receiver', () => {
  it('on this machine is not reached unless its port is allowed', async () => {
    await using site = await aSite((_request, response) => response.end());
    expect(await post(site.url, [])).toMatchObject({ refused: expect.stringContaining('loopback') });
    expect(site.seen).toEqual([]);
  });

  it.each([['127.0.0.1'], ['10.0.0.7'], ['169.254.169.254'], ['::1']])(
    'whose name leads to %s now is not reached, whatever it led to before',
    async (address) => {
      await using site = await aSite((_request, response) => response.end());
      const posted = await post(`http://hook.example:${site.port}/`, [], { resolve: async () => [address] });
      expect(posted).toMatchObject({ refused: expect.stringContaining(address) });
      expect(site.seen).toEqual([]);
    },
  );

  it('that never answers is given up in time', async () => {
    await using silent = await aListener(() => {});
    const url = `http://127.0.0.1:${silent.port}/`;
    expect(await post(url, [silent.port], { patienceMs: 200 })).toEqual({ failed: 'no answer in time' });
  });

  it('that answers and then drags on has answered', async () => {
    await using site = await aSite((_request, response) => void response.writeHead(200).write('so far'));
    expect(await post(site.url, [site.port], { patienceMs: 300 })).toEqual({ status: 200, response: 'so far' });
  });

  it('that nobody is, or that hangs up, is a failure with its reason', async () => {
    await using rude = await aListener((socket) => socket.destroy());
    expect(await post(`http://127.0.0.1:${rude.port}/`, [rude.port])).toMatchObject({ failed: 'ECONNRESET' });
    const { port } = rude;
    await rude[Symbol.asyncDispose]().catch(() => {});
    expect(await post(`http://127.0.0.1:${port}/`, [port])).toMatchObject({ failed: 'ECONNREFUSED' });
  });
});
