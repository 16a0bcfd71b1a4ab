import type { Validators } from '#shared/ports/web.ts';

const isStrong = (etag: string | null): etag is string => etag !== null && !etag.startsWith('W/');

/** Whether there is anything to know a file by, should it have to be gone on with later. */
export const canBeKnown = ({ etag, lastModified }: Validators): boolean => isStrong(etag) || lastModified !== null;

/**
 * Why a file is not surely the one it was, or null. yt-dlp asks for the rest of whatever lies at an address: of one that
 * was replaced it would join two halves. A weak ETag says that two files mean the same, not that their bytes do (RFC 9110
 * §8.8.1).
 */
export const whyNotSame = (before: Validators, now: Validators | null): string | null => {
  if (now === null) return 'the site does not say whether it still has the same file';
  if (before.bytes !== null && now.bytes !== null && before.bytes !== now.bytes)
    return `the file has ${now.bytes} bytes now, and had ${before.bytes}`;
  if (isStrong(before.etag) && isStrong(now.etag))
    return before.etag === now.etag ? null : 'the file has another ETag now';
  if (before.lastModified === null || now.lastModified === null) return 'there is nothing to know the file by';
  return before.lastModified === now.lastModified ? null : 'the file was changed since';
};
