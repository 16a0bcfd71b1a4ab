import { once } from './client.ts';
import { jsonService } from './json-service.ts';

export const states = { name: 'states', target: 'AWSStepFunctions', version: '1.0' } as const;

export const ourStates = once(() => jsonService(states));
