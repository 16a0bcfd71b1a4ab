import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Stands in for `@aws-sdk/signature-v4-multi-region`, which signs for several regions at once (multi-region access
 * points) and for S3 Express: we have neither, and every request is signed for the one region of its bucket.
 */
export class SignatureV4MultiRegion extends SignatureV4 {
  static sigv4aDependency(): 'none' {
    return 'none';
  }
}

export { SignatureV4 as SignatureV4SignWithCredentials };
