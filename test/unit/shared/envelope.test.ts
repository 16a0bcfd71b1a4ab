import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DataKey, openWith, sealInto, wrappedKeyOf } from '#shared/envelope.ts';

const key: DataKey = { plain: randomBytes(32), wrapped: randomBytes(184) };
const context = { owner: 'alice', id: '1' };
const text = Buffer.from('a secret of some length');
const sealed = sealInto(key, text, context);

describe('a sealed text', () => {
  it('opens with its key and what it is of', () => {
    expect(Buffer.from(openWith(key.plain, sealed, { id: '1', owner: 'alice' }))).toEqual(text);
  });

  it('carries its wrapped key, and nothing of the text', () => {
    expect(Buffer.from(wrappedKeyOf(sealed))).toEqual(Buffer.from(key.wrapped));
    expect(Buffer.from(sealed).includes('secret')).toBe(false);
  });

  it('is another each time', () => expect(Buffer.from(sealInto(key, text, context))).not.toEqual(Buffer.from(sealed)));

  it('may be empty', () => {
    const empty = sealInto(key, Buffer.alloc(0), context);
    expect(openWith(key.plain, empty, context)).toHaveLength(0);
  });

  it.each([{ owner: 'bob', id: '1' }, { owner: 'alice', id: '2' }, { owner: 'alice' }, {}])(
    'stays shut for %j',
    (other) => expect(() => openWith(key.plain, sealed, other as Record<string, string>)).toThrow('belongs elsewhere'),
  );

  it('stays shut once any byte of it was changed', () => {
    for (const at of [key.wrapped.length + 3, key.wrapped.length + 16, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openWith(key.plain, changed, context)).toThrow('was changed');
    }
  });

  it('of another form is refused as such', () => {
    expect(() => openWith(key.plain, Buffer.from('{}'), context)).toThrow('does not know');
    expect(() => openWith(key.plain, Buffer.alloc(0), context)).toThrow('does not know');
  });
});
