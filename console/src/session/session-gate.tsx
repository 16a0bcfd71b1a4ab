import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createApi } from '../api/client.ts';
import type { Config } from '../api/types.ts';
import { SignedIn } from '../frame/signed-in.tsx';
import { navigate } from '../routing/router.ts';
import type { Session } from './oidc.ts';
import { SignInPage } from './sign-in-page.tsx';

type Standing = 'asking' | 'in' | 'out' | 'expired' | 'refused';

const here = (): string => window.location.pathname + window.location.search;

/** Decides between the sign-in page and the console, and takes the answer of the hosted sign-in page. */
export const SessionGate = ({ config, session }: { readonly config: Config; readonly session: Session }) => {
  const [standing, setStanding] = useState<Standing>('asking');
  const queries = useQueryClient();

  const lapse = useCallback(() => {
    void session.forget();
    queries.clear();
    setStanding('expired');
  }, [session, queries]);
  const api = useMemo(() => createApi(session, lapse), [session, lapse]);

  useEffect(() => {
    let current = true;
    const settle = (next: Standing) => current && setStanding(next);
    if (window.location.pathname === '/signed-in')
      finishOnce(session).then(
        (returnTo) => {
          navigate(returnTo, { replace: true });
          settle('in');
        },
        () => {
          navigate('/', { replace: true });
          settle('refused');
        },
      );
    else session.isSignedIn().then((isIn) => settle(isIn ? 'in' : 'out'));
    return () => {
      current = false;
    };
  }, [session]);

  if (standing === 'asking') return null;
  if (standing === 'in') return <SignedIn api={api} config={config} signOut={() => void session.signOut()} />;
  return <SignInPage reason={standing} onSignIn={() => session.signIn(here())} />;
};

/** The answer's code is good for one use, and effects may run twice. */
let finishing: Promise<string> | undefined;
const finishOnce = (session: Session): Promise<string> => {
  finishing ??= session.finishSignIn();
  return finishing;
};
