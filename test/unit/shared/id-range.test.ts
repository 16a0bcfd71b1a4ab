import { describe, expect, it } from 'vitest';
import { sealCursor } from '#shared/cursor.ts';
import { idRange } from '#shared/id-range.ts';
import { firstIdAt, firstIdEver, idBefore, lastIdAt, lastIdEver, newId } from '#shared/ids.ts';

const list = { owner: 'alice' };
const [noon, one] = ['2026-11-21T12:00:00.000Z', '2026-11-21T13:00:00.000Z'];

describe('the range of a page', () => {
  it('is everything when nothing is said', () => {
    expect(idRange({}, list)).toEqual([firstIdEver, lastIdEver]);
  });

  it('is a span of time, both ends included', () => {
    expect(idRange({ since: noon, until: one }, list)).toEqual([firstIdAt(new Date(noon)), lastIdAt(new Date(one))]);
  });

  it('is empty when the span is', () => {
    expect(idRange({ since: one, until: noon }, list)).toBeNull();
  });

  it('goes on below the cursor, within the span', () => {
    const id = newId(new Date('2026-11-21T12:30:00.000Z'));
    const cursor = sealCursor(id, list);
    expect(idRange({ since: noon, until: one, cursor }, list)).toEqual([firstIdAt(new Date(noon)), idBefore(id)]);
  });

  it('never leaves the span, whatever a forged cursor says', () => {
    const cursor = sealCursor(newId(new Date('2030-01-01T00:00:00.000Z')), list);
    expect(idRange({ until: one, cursor }, list)).toEqual([firstIdEver, lastIdAt(new Date(one))]);
  });
});
