import { describe, expect, it } from 'vitest';
import { parseAllowed, recipientOf, whoMayBeMailed } from '#shared/may-mail.ts';

const nobody = parseAllowed('');
const partners = parseAllowed('ops@example.com, @partner.example');

describe('who may be written to', () => {
  it('writes to the owner when nobody else was asked for', () => {
    expect(recipientOf({ verified: 'Ann@Example.org' }, nobody)).toEqual({ to: 'ann@example.org' });
  });

  it('writes nothing for an owner whose address is not verified', () => {
    expect(recipientOf({ verified: null }, nobody)).toEqual({ refused: 'no address' });
  });

  it('takes the owner’s own address in any spelling', () => {
    expect(recipientOf({ asked: ' ANN@example.org', verified: 'ann@example.org' }, nobody)).toEqual({
      to: 'ann@example.org',
    });
  });

  it('refuses a stranger', () => {
    expect(recipientOf({ asked: 'stranger@elsewhere.example', verified: 'ann@example.org' }, partners)).toEqual({
      refused: 'not allowed',
    });
  });

  it.each(['ops@example.com', 'anyone@partner.example', 'OPS@EXAMPLE.COM'])('allows %s by the setting', (asked) => {
    expect(recipientOf({ asked, verified: null }, partners)).toEqual({ to: asked.toLowerCase() });
  });

  it.each(['x@notpartner.example', 'x@sub.partner.example', 'x@partner.example@evil.example', 'ops@example.com.evil'])(
    'does not take %s for an allowed one',
    (asked) => {
      expect(recipientOf({ asked, verified: null }, partners)).toHaveProperty('refused');
    },
  );

  it('reads the setting with blanks and empty entries', () => {
    expect(parseAllowed(' A@b.example ,, @C.example ,')).toEqual({
      addresses: ['a@b.example'],
      domains: ['c.example'],
    });
  });

  it('says who may be written to instead', () => {
    expect(whoMayBeMailed('Ann@Example.org', partners)).toBe(
      'ann@example.org (your own), ops@example.com, any address at partner.example',
    );
    expect(whoMayBeMailed(null, nobody)).toBe('your own address once it is verified');
  });
});
