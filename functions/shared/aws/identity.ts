import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { EngineError } from '../errors.ts';
import type { VerifyToken } from '../http/identify.ts';
import { isOutage } from './client.ts';

export type Pool = {
  readonly userPoolId: string;
  readonly clientId: string;
  /** At home: where the keys are, in place of the issuer's own address. */
  readonly jwksEndpoint?: string | undefined;
};

/** The emulator's tokens name the issuer of AWS, which must not be asked for their keys. */
const keysFrom = (endpoint: string) =>
  new SimpleJwksCache({
    fetcher: { fetch: async (uri) => (await fetch(`${endpoint}${new URL(uri).pathname}`)).arrayBuffer() },
  });

/** Access tokens of the user pool: signature, issuer, client, expiry and token use. */
export const cognitoIdentity = ({ userPoolId, clientId, jwksEndpoint }: Pool): VerifyToken => {
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'access' },
    jwksEndpoint ? { jwksCache: keysFrom(jwksEndpoint) } : undefined,
  );
  return async (token) => {
    try {
      const claims = await verifier.verify(token);
      return { owner: claims.sub, name: claims.username, groups: claims['cognito:groups'] ?? [] };
    } catch (cause) {
      if (cause instanceof JwtExpiredError) throw new EngineError('auth.expired', 'sign in again', { cause });
      if (isOutage(cause)) throw new EngineError('service.unavailable', 'the sign-in keys could not be had', { cause });
      throw new EngineError('auth.required', 'the token is not one of this installation', { cause });
    }
  };
};
