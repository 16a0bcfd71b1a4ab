import { SFNClient } from '@aws-sdk/client-sfn';
import { clientOptions, once, reporting } from './client.ts';

export const stepFunctions = once(() => reporting(new SFNClient(clientOptions), 'service.unavailable'));
