import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Stands in for `@aws-sdk/signature-v4-multi-region`: an installation lies in one region and in no directory bucket. It
 * asks no multi-region access point, whose signature (SigV4a) takes a package that is not here anyway.
 */
export class SignatureV4MultiRegion extends SignatureV4 {
  static sigv4aDependency(): 'none' {
    return 'none';
  }
}

export { SignatureV4 as SignatureV4SignWithCredentials };
