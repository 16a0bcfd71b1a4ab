import * as z from 'zod';
import { operationCall } from '#shared/operation-call.ts';

/** What a workflow sends to the queue: the call, and the token under which its answer is awaited. */
export const queuedCall = z.strictObject({ call: operationCall, token: z.string().min(1) });
