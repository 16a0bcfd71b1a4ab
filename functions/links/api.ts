import { engineTable } from '#shared/aws/dynamo.ts';
import { gate } from '#shared/aws/gate.ts';
import { links } from '#shared/aws/links.ts';
import { mediaFacts } from '#shared/aws/media-facts.ts';
import { signingKey } from '#shared/aws/signing-key.ts';
import { streamPass } from '#shared/aws/stream-pass.ts';
import { env } from '#shared/env.ts';
import { serve } from '#shared/serve.ts';
import { followLink } from './routes/follow-link.ts';
import { tellLink } from './routes/tell-link.ts';

const table = engineTable(env('REELMILL_TABLE'));

export const handler = serve({
  routes: [followLink, tellLink],
  ports: {
    links: links(table),
    media: mediaFacts(env('REELMILL_MEDIA_BUCKET')),
    streamPass: streamPass(signingKey),
  },
  gate: gate('links', table),
});
