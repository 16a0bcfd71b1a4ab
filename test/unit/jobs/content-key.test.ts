import { describe, expect, it } from 'vitest';
import { type Content, contentKey } from '#jobs/content-key.ts';

const content: Content = {
  owner: 'alice',
  kind: 'transcode',
  request: { source: 'raw/alice/1/a.mov', name: 'a', make: { rendition: { container: 'mp4', crf: 20 } } },
  source: { etag: 'abc', bytes: 1000 },
  maker: 'one',
};
const key = contentKey(content);

describe('what comes out', () => {
  it.each<[string, Partial<Content>]>([
    ['the order that fields come in', { request: { make: { rendition: { crf: 20, container: 'mp4' } }, name: 'a' } }],
    ['the place of the source', { request: { ...content.request, source: 'raw/alice/2/b.mov' } }],
    ['that nothing was said of earlier results', { request: { ...content.request, reuse: true } }],
    ['who is called at its end', { request: { ...content.request, webhook: 'https://example.com/hook' } }],
  ])('is the same whatever %s', (_what, other) => expect(contentKey({ ...content, ...other })).toBe(key));

  it.each<[string, Partial<Content>]>([
    ['owner', { owner: 'bob' }],
    ['content of the source', { source: { etag: 'abd', bytes: 1000 } }],
    ['size of the source', { source: { etag: 'abc', bytes: 1001 } }],
    ['program', { maker: 'two' }],
    ['name', { request: { ...content.request, name: 'b' } }],
    ['address, where that is all there is', { source: undefined }],
    ['wish', { request: { ...content.request, make: { rendition: { container: 'mp4', crf: 21 } } } }],
  ])('is another for another %s', (_what, other) => expect(contentKey({ ...content, ...other })).not.toBe(key));
});
