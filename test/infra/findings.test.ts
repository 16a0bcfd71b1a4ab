import { describe, expect, inject, it } from 'vitest';

describe('cdk-nag, by the rules of AWS Solutions', () => {
  it.each(['aws', 'local'] as const)('finds nothing for target %s that is not accepted with a reason', (target) => {
    expect(inject('synthesised')[target].findings).toEqual([]);
  });

  it('is not told to accept what it no longer finds', () => {
    expect(inject('synthesised').aws.unused).toEqual([]);
  });
});
