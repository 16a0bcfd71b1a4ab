import { parseArgs } from 'node:util';
import { ownerOf } from './copy-ladder.ts';
import { signIn } from './demo-user.ts';
import { defaultData, homeAt } from './home.ts';
import { readOutputs } from './outputs.ts';
import { choosePorts } from './ports.ts';
import { holderOf } from './processes/lock.ts';
import { ensureSecrets } from './secrets.ts';
import { publicUrl, region, storeUrl } from './stack.ts';
import { mediaBucket } from './store.ts';

/**
 * `eval "$(npm run -s env)"`: lets a shell call the stack that runs here. `URL` and `TOKEN` (an hour long, of the demo
 * user) for the API; `OWNER`, `BUCKET` and the AWS variables to put objects into its store.
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
const home = homeAt(values.data ?? defaultData(process.env));
const holder = await holderOf(home);
if (!holder?.ready) {
  process.stderr.write(`no stack is ready in ${home.data}: npm start, then ask again\n`);
  process.exit(1);
}
const stack = { home, ports: await choosePorts(home), secrets: await ensureSecrets(home) };
const token = await signIn(stack, await readOutputs(home.outputs));

const variables = {
  URL: publicUrl(stack),
  TOKEN: token,
  OWNER: ownerOf(token),
  BUCKET: mediaBucket,
  AWS_REGION: region,
  AWS_ENDPOINT_URL_S3: storeUrl(stack),
  AWS_ACCESS_KEY_ID: stack.secrets.accessKeyId,
  AWS_SECRET_ACCESS_KEY: stack.secrets.secretAccessKey,
};
for (const [name, value] of Object.entries(variables)) process.stdout.write(`export ${name}='${value}'\n`);
