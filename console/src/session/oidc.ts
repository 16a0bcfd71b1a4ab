import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Tokens } from '../api/client.ts';
import type { Config } from '../api/types.ts';

export type Session = Tokens & {
  isSignedIn(): Promise<boolean>;
  /** Goes to the hosted sign-in page and comes back to `returnTo`. */
  signIn(returnTo: string): Promise<void>;
  /** Takes the answer that the sign-in page sent along; gives the address to go on at. */
  finishSignIn(): Promise<string>;
  signOut(): Promise<void>;
  forget(): Promise<void>;
};

/** An address on this origin and nothing else, so that no link can make sign-in lead elsewhere. */
const ownAddress = (value: unknown): string =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) && !value.startsWith('/signed-in') ? value : '/';

export const createSession = (config: Config): Session => {
  const { origin } = window.location;
  const users = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: `${origin}/signed-in`,
    post_logout_redirect_uri: `${origin}/`,
    response_type: 'code',
    scope: 'openid email profile',
    loadUserInfo: false,
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    // The sign-in may take hours in a forgotten tab; what is older goes.
    staleStateAgeInSeconds: 86_400,
    metadata: {
      issuer: config.authority,
      authorization_endpoint: config.endpoints.authorization,
      token_endpoint: config.endpoints.token,
      end_session_endpoint: config.endpoints.endSession,
      ...(config.endpoints.jwks !== undefined && { jwks_uri: config.endpoints.jwks }),
    },
  });

  let renewing: Promise<User | null> | undefined;
  const renewed = (): Promise<User | null> => {
    renewing ??= users
      .signinSilent()
      .catch(() => null)
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  /** Renewal needs the refresh token; without one it would open a hidden frame, which the sign-in page refuses. */
  const fresh = async (): Promise<User | null> => {
    const user = await users.getUser();
    if (user && !user.expired) return user;
    return user?.refresh_token ? renewed() : null;
  };

  return {
    isSignedIn: async () => (await fresh()) !== null,
    current: async () => (await fresh())?.access_token,
    renew: async () => {
      const user = await users.getUser();
      return user?.refresh_token ? (await renewed()) !== null : false;
    },
    signIn: (returnTo) => users.signinRedirect({ state: returnTo }),
    finishSignIn: async () => ownAddress((await users.signinRedirectCallback()).state),
    signOut: async () => {
      await users.removeUser();
      // Cognito's own parameters; it knows no OpenID Connect RP-initiated logout.
      const away = new URL(config.endpoints.endSession, origin);
      away.searchParams.set('client_id', config.clientId);
      away.searchParams.set('logout_uri', `${origin}/`);
      window.location.assign(away);
    },
    forget: () => users.removeUser(),
  };
};
