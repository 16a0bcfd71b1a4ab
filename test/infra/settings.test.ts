import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const read = (given: Record<string, unknown>) => readSettings((name) => given[name]);

describe('settings', () => {
  it('need nothing to be said for a synth at home either', () => {
    expect(read({ target: 'local' })).toMatchObject({ target: 'local', storeUrl: 'http://127.0.0.1:8333' });
  });

  it('need nothing to be said for AWS', () => {
    expect(read({})).toMatchObject({ target: 'aws', stage: 'main', spot: true, logDays: 30, mfa: 'optional' });
  });

  it('are read as the command line gives them, as text', () => {
    expect(
      read({
        spot: 'false',
        logDays: '90',
        corsOrigins: 'https://a.example, https://b.example',
        workerConcurrency: '20',
      }),
    ).toMatchObject({
      spot: false,
      logDays: 90,
      corsOrigins: ['https://a.example', 'https://b.example'],
      workerConcurrency: 20,
    });
  });

  it.each([
    [{ target: 'azure' }, /^setting target: /],
    [{ stage: 'Prod' }, 'setting stage: expected up to 16 of a-z, 0-9 and -'],
    [{ domain: 'media.example.com' }, 'setting certificateArn: domain and certificateArn go together'],
    [{ coldAfterDays: '10' }, /^setting coldAfterDays: /],
    [
      { freezeAfterDays: '60', coldAfterDays: '60' },
      'setting freezeAfterDays: expected at least 30 days after coldAfterDays',
    ],
    [{ alarmEmail: 'nobody' }, /^setting alarmEmail: /],
    [{ logDays: '31' }, /^setting logDays: /],
  ])('that do not fit are told by name: %o', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it('say how sites are treated by rules that can be kept', () => {
    expect(read({ sites: '{"example.org":{"atOnce":2}}' }).sites).toContain('example.org');
    for (const sites of ['{"example.org":{"atOnce":0}}', '{"example.org":{"speed":1}}', 'example.org'])
      expect(() => read({ sites })).toThrow('setting sites: expected rules such as');
  });

  it('are all told at once', () => {
    expect(() => read({ stage: 'X', mailFrom: 'x' })).toThrow(/setting stage: .*\nsetting mailFrom: /);
  });
});
