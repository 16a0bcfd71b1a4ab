/**
 * Stands in for `@aws-sdk/checksums/sha`, of which S3's client takes SHA-1 with a copy in JavaScript for machines
 * without OpenSSL: objects here are checked by CRC-32 and SHA-256.
 */
export class Sha1 {
  constructor() {
    throw new Error('SHA-1 is left out of our bundles: see infra/lean/sha1.ts');
  }
}
