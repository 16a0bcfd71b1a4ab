import { cdk } from './run-cdk.ts';

/** `npm run destroy -- -c stage=prod`: takes the stacks out; table, media, users and logs are kept, and named here. */
await cdk('destroy', '--all', '--context=target=aws', ...process.argv.slice(2));
process.stdout.write(
  'Kept, since nothing brings them back: the job table, the media bucket, the user pool and the log and site buckets.\n' +
    'Remove them by hand in the console of AWS, or with its command line, once nobody needs them.\n',
);
