import { ok, route } from '#shared/route.ts';
import { describeCaller, type MePorts } from '../describe-caller.ts';
import { me, profileRequest } from '../schema.ts';

export const putMe = route({
  method: 'PUT',
  path: '/api/v1/me',
  summary: 'Change your settings',
  allows: 'write',
  body: profileRequest,
  replies: { 200: me },
  handle: async ({ body, caller }, ports: MePorts) => {
    await ports.profiles.put(caller.owner, body);
    return ok(await describeCaller(caller, ports));
  },
});
