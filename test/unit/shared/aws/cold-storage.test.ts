import { describe, expect, it } from 'vitest';
import { frostOf, furthest } from '#shared/aws/cold-storage.ts';

const now = new Date('2026-11-21T12:00:00Z');
const [past, future] = [new Date('2026-11-20T12:00:00Z'), new Date('2026-11-28T12:00:00Z')];

describe('an object in a listing', () => {
  it.each([
    ['of the usual class', { StorageClass: 'STANDARD' }, { state: 'ready', hours: 0 }],
    ['of a store without classes', {}, { state: 'ready', hours: 0 }],
    ['of a class that is read at once', { StorageClass: 'GLACIER_IR' }, { state: 'ready', hours: 0 }],
    ['that was archived', { StorageClass: 'GLACIER' }, { state: 'frozen', hours: 5 }],
    ['that was archived deeply', { StorageClass: 'DEEP_ARCHIVE' }, { state: 'frozen', hours: 12 }],
    [
      'that is on its way back',
      { StorageClass: 'GLACIER', RestoreStatus: { IsRestoreInProgress: true } },
      { state: 'restoring', hours: 5 },
    ],
    [
      'of which a copy can be read',
      { StorageClass: 'GLACIER', RestoreStatus: { IsRestoreInProgress: false, RestoreExpiryDate: future } },
      { state: 'ready', hours: 0 },
    ],
    [
      'whose copy has gone again',
      { StorageClass: 'GLACIER', RestoreStatus: { IsRestoreInProgress: false, RestoreExpiryDate: past } },
      { state: 'frozen', hours: 5 },
    ],
  ] as const)('%s is %o', (_what, object, frost) => {
    expect(frostOf(object, now)).toEqual(frost);
  });
});

describe('several objects', () => {
  it('can be read when the last of them can', () => {
    const [frozen, restoring] = [
      { state: 'frozen', hours: 5 },
      { state: 'restoring', hours: 12 },
    ] as const;
    expect(furthest([])).toEqual({ state: 'ready', hours: 0 });
    expect(furthest([restoring, frozen])).toEqual({ state: 'frozen', hours: 12 });
    expect(furthest([{ state: 'ready', hours: 0 }, restoring])).toEqual(restoring);
  });
});
