import { plan } from '../plan.ts';
import { makeRequest } from '../schema.ts';
import { inspection } from './inspection.ts';

export const inspect = inspection({ name: 'media.inspect', request: makeRequest, plan });
