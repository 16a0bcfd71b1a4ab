import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import type { StreamPass } from '../ports/stream-pass.ts';

type SigningKey = { readonly id: string; readonly privateKey: string };

/** CloudFront's own signed cookies; at home the front door checks the same signature. */
export const streamPass = (key: () => Promise<SigningKey>): StreamPass => ({
  cookies: async (prefix, expiresAt, { secure }) => {
    const { id, privateKey } = await key();
    const policy = JSON.stringify({
      Statement: [
        {
          Resource: `http*://*/media/${prefix}*`,
          Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(expiresAt.getTime() / 1000) } },
        },
      ],
    });
    const signed = getSignedCookies({ policy, keyPairId: id, privateKey });
    const attributes = `Path=/media/${encodeURI(prefix)}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    return Object.entries(signed).map(([name, value]) => `${name}=${value}; ${attributes}`);
  },
});
