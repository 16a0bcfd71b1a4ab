import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { publicUrl, type Stack, storeClient } from '../stack.ts';
import { forward } from './forward.ts';
import { inertPolicy } from './inert-policy.ts';
import { allows, readSignedCookies } from './signed-cookies.ts';

/** As at the edge in AWS. */
export const inert = (answer: IncomingHttpHeaders): IncomingHttpHeaders => ({
  'content-security-policy': inertPolicy(answer['content-type'] ?? ''),
  'x-content-type-options': 'nosniff',
});

/**
 * Media bytes: presigned addresses go to the store as they are, Host included, for the signature covers it. Ladders
 * are read by signed cookies, as CloudFront does it in AWS; then the front door signs the read itself.
 */
export const mediaDoor = (stack: Stack) => {
  const publicKey: KeyObject = createPublicKey(readFileSync(stack.home.signingPublicKey));
  const s3 = new S3Client({
    ...storeClient(stack),
    endpoint: publicUrl(stack),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const origin = publicUrl(stack);

  const isAllowed = (incoming: IncomingMessage, path: string): boolean => {
    const cookies = readSignedCookies(incoming.headers.cookie);
    if (!cookies || !path.startsWith('/media/processed/')) return false;
    try {
      const nowSeconds = Date.now() / 1000;
      return allows(cookies, { url: `${origin}${path}`, keyPairId: stack.secrets.signingKeyId, publicKey, nowSeconds });
    } catch {
      return false;
    }
  };

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = incoming.url ?? '/';
    const [path = '/', query = ''] = url.split(/\?(.*)/s);
    const reads = incoming.method === 'GET' || incoming.method === 'HEAD';
    const toStore = { port: stack.ports.s3, keepsCors: true, answerHeaders: inert } as const;
    if (/(^|&)X-Amz-Signature=/.test(query) || !reads || !isAllowed(incoming, path)) {
      // Without a signature the store itself refuses; its own sign-in header must not help either.
      forward(incoming, response, { ...toStore, path: url, headers: { authorization: undefined, cookie: undefined } });
      return;
    }
    const Key = decodeURIComponent(path.slice('/media/'.length));
    const command = { Bucket: 'media', Key };
    const signed = new URL(
      await getSignedUrl(
        s3,
        incoming.method === 'HEAD' ? new HeadObjectCommand(command) : new GetObjectCommand(command),
      ),
    );
    forward(incoming, response, {
      ...toStore,
      path: signed.pathname + signed.search,
      headers: { host: signed.host, authorization: undefined, cookie: undefined },
    });
  };
};
