import { describe, expect, it } from 'vitest';
import { toInert } from '../../../infra/constructs/edge-functions.ts';
import { inertPolicy } from '../../../infra/local/front-door/inert-policy.ts';

const atTheEdge = (type: string): string =>
  new Function('headers', `${toInert}; return handler({ response: { headers } }).headers`)({
    'content-type': { value: type },
  })['content-security-policy'].value;

describe.each([
  ['the front door', inertPolicy],
  ['the edge in AWS', atTheEdge],
])('bytes from %s', (_where, policy) => {
  it.each(['video/mp4', 'audio/mpeg', 'image/gif', 'Video/WebM'])(
    'keep their origin as %s, so that the page a browser makes of them can load them',
    (type) => {
      expect(policy(type)).not.toContain('sandbox');
    },
  );

  it.each(['text/html', 'image/svg+xml', 'Image/SVG+xml', 'application/xhtml+xml', 'application/octet-stream', ''])(
    'are put into the sandbox as "%s"',
    (type) => {
      expect(policy(type)).toMatch(/^sandbox;/);
    },
  );

  it.each(['video/mp4', 'text/html'])('run nothing as %s', (type) => {
    expect(policy(type)).toContain("default-src 'none'");
    expect(policy(type)).not.toContain('script-src');
  });
});

it('bytes are told the same by both', () => {
  for (const type of ['video/mp4', 'text/html']) expect(atTheEdge(type)).toBe(inertPolicy(type));
});
