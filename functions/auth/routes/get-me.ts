import { ok, route } from '#shared/route.ts';
import { describeCaller, type MePorts } from '../describe-caller.ts';
import { me } from '../schema.ts';

export const getMe = route({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Show who is signed in',
  allows: 'read',
  counts: 'reads',
  replies: { 200: me },
  handle: async ({ caller }, ports: MePorts) => ok(await describeCaller(caller, ports)),
});
