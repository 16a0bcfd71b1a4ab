/** Which of our services answers a path. */
export type Destination = 'api' | 'sign-in' | 'media' | 'mail' | 'config' | 'static';

const signIn = new Set(['/login', '/logout', '/signup', '/confirm', '/forgotPassword', '/confirmForgotPassword']);

// Pages and documents that lie on disk, although their paths begin like the API's.
const onDisk = new Set(['/api/openapi.json', '/api/docs', '/api/redoc']);

export const findDestination = (url: string): Destination => {
  const path = url.split('?', 1)[0] ?? '/';
  const [, first = '', second = ''] = path.split('/');
  if (onDisk.has(path) || (first === 'api' && (second === 'docs' || second === 'redoc'))) return 'static';
  if (first === 'api' || first === 'v1' || path === '/health' || path === '/healthz') return 'api';
  if (first === 'media') return 'media';
  if (path === '/home/mail') return 'mail';
  if (path === '/config.json') return 'config';
  if (first === 'oauth2' || signIn.has(path) || second === '.well-known') return 'sign-in';
  return 'static';
};
