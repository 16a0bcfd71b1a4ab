import { generateKeyPairSync, sign } from 'node:crypto';

/** ASN.1 in DER (X.690): a tag, the length, what it holds. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const text = (tag: number, words: string) => der(tag, Buffer.from(words));
const octets = (...parts: readonly Buffer[]) => der(0x04, ...parts);

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonName = oid(0x55, 0x04, 0x03);
const subjectAltName = oid(0x55, 0x1d, 0x11);
const dnsName = 0x82;

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** A certificate that a server signs itself, for the names given (RFC 5280); whoever is to believe it takes it as its own root. */
export const aCertificate = (...names: readonly string[]) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const self = sequence(der(0x31, sequence(commonName, text(0x0c, names[0] ?? 'nobody'))));
  const valid = sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z'));
  const alternatives = sequence(subjectAltName, octets(sequence(...names.map((name) => text(dnsName, name)))));
  const told = sequence(
    ...[der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1])), ecdsaWithSha256, self, valid, self],
    ...[publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(alternatives))],
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', told, privateKey));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, cert: pem(sequence(told, ecdsaWithSha256, signature)) };
};
