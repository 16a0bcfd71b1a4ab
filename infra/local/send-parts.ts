import { open } from 'node:fs/promises';
import { patientFetch } from './patient-fetch.ts';
import { Refusal } from './refusal.ts';

export type Source = { readonly path: string; readonly name: string; readonly bytes: number };

export type UploadPlan = { readonly partBytes: number; readonly parts: readonly SignedPart[] };

type SignedPart = {
  readonly number: number;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
};

type Hooks = {
  readonly onBytes: (sent: number) => void;
  /** More addresses, from this part on: an answer holds some hundreds. */
  readonly sign: (from: number) => Promise<readonly SignedPart[]>;
};

/** Puts the file part by part where the plan says, one part in memory at a time; what the store answered. */
export const sendParts = async ({ path, bytes }: Source, plan: UploadPlan, { onBytes, sign }: Hooks) => {
  const file = await open(path);
  const known = new Map(plan.parts.map((part) => [part.number, part]));
  const sent: { number: number; etag: string }[] = [];
  try {
    for (let number = 1; (number - 1) * plan.partBytes < bytes; number += 1) {
      if (!known.has(number)) for (const part of await sign(number)) known.set(part.number, part);
      const part = known.get(number);
      if (!part) throw new Refusal('upload.incomplete', `part ${number} was not signed`);
      const from = (number - 1) * plan.partBytes;
      const body = Buffer.alloc(Math.min(plan.partBytes, bytes - from));
      await file.read(body, 0, body.length, from);
      const response = await patientFetch(part.url, { method: 'PUT', body, headers: { ...part.headers } });
      const etag = response.headers.get('etag');
      if (!response.ok || !etag) throw new Refusal('storage.unavailable', `part ${number}: ${response.status}`);
      sent.push({ number, etag });
      onBytes(from + body.length);
    }
  } finally {
    await file.close();
  }
  return sent;
};
