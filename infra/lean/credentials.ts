/**
 * In a function, credentials are in the environment and are as old as the function at most. This stands in for
 * `@aws-sdk/credential-provider-node`, whose ways to sign in elsewhere (profiles, SSO, web identity, instance
 * metadata) are an eighth of a route's bundle.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? '',
  secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? '',
  ...(process.env['AWS_SESSION_TOKEN'] && { sessionToken: process.env['AWS_SESSION_TOKEN'] }),
});
