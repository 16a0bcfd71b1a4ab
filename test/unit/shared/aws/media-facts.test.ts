import { describe, expect, it } from 'vitest';
import { stateOf } from '#shared/aws/media-facts.ts';

describe('an object', () => {
  it.each([
    [{}, 'ready'],
    [{ StorageClass: 'STANDARD_IA' }, 'ready'],
    [{ StorageClass: 'GLACIER_IR' }, 'ready'],
    [{ StorageClass: 'GLACIER' }, 'frozen'],
    [{ StorageClass: 'DEEP_ARCHIVE' }, 'frozen'],
    [{ StorageClass: 'INTELLIGENT_TIERING' }, 'ready'],
    [{ StorageClass: 'INTELLIGENT_TIERING', ArchiveStatus: 'ARCHIVE_ACCESS' }, 'frozen'],
    [{ StorageClass: 'GLACIER', Restore: 'ongoing-request="true"' }, 'restoring'],
    [
      { StorageClass: 'GLACIER', Restore: 'ongoing-request="false", expiry-date="Fri, 21 Dec 2026 00:00:00 GMT"' },
      'ready',
    ],
  ] as const)('%j is %s', (found, state) => {
    expect(stateOf(found)).toBe(state);
  });
});
