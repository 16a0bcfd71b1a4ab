import { expect, test } from 'vitest';
import { takeOption } from '../../../infra/take-option.ts';

test('an option is taken out of what is passed on', () => {
  expect(takeOption('--only', ['-c', 'stage=prod', '--only', 'compute', '--verbose'])).toEqual([
    'compute',
    ['-c', 'stage=prod', '--verbose'],
  ]);
  expect(takeOption('--only', ['-c', 'stage=prod'])).toEqual([undefined, ['-c', 'stage=prod']]);
});

test.each([[['--only']], [['--only', '--verbose']]])('an option without its value is refused: %j', (given) => {
  expect(() => takeOption('--only', given)).toThrow('--only needs a value');
});
