import { env } from '../env.ts';
import { EngineError } from '../errors.ts';
import type { SmallFiles } from '../ports/small-files.ts';
import { ours, patiently, type Signing } from './json-service.ts';

/** The store at home is reached path-style, since no name resolves to a bucket there. */
const homeStore = (): Signing => ({ client: ours().client, endpoint: env('AWS_ENDPOINT_URL_S3') });

/** Our own keys of ids and plain names: what would have to be escaped is signed in another way by other services. */
const plain = /^[\w./-]+$/;

/** Reads without the client of S3, which weighs 250 kB in a bundle, for those who want nothing else of it. */
export const smallFiles = (bucket: string, signing: () => Signing = homeStore): SmallFiles => {
  const signed = async (key: string) => {
    const { client, endpoint } = signing();
    const address = endpoint
      ? new URL(`${endpoint}/${bucket}/${key}`)
      : new URL(`https://${bucket}.s3.${await client.config.region()}.amazonaws.com/${key}`);
    const { protocol, hostname, pathname: path, host } = address;
    const unsigned = { method: 'GET', protocol, hostname, path, query: {}, headers: { host } };
    const signer = await client.config.signer();
    const { headers } = await signer.sign(unsigned, { signingService: 's3' });
    return { address, request: { headers } };
  };
  return {
    read: async (key) => {
      if (!plain.test(key)) throw new EngineError('internal', `${key} is no key that can be read so`);
      const { ok, status, text } = await patiently(() => signed(key), 'storage.unavailable');
      if (ok) return text;
      if (status === 404) return null;
      throw new EngineError('internal', `the store refused ${key} with ${status}: ${text.slice(0, 500)}`);
    },
  };
};
