import { describe, expect, it } from 'vitest';
import { type StoreChange, sequencer, toObjectEvent } from '../../../infra/local/bridge/object-event.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const entry = (over: object = {}) => ({
  name: 'film.mp4',
  attributes: { fileSize: '1048576', mtime: '1700000000', mtimeNs: 5 },
  extended: { 'Seaweed-X-Amz-ETag': base64('0123abcd') },
  ...over,
});

const change = (eventNotification: object, directory = '/buckets/media/raw/ann/1'): StoreChange => ({
  tsNs: '1700000000000000255',
  directory,
  eventNotification,
});

describe('a change in the store, told as S3 would', () => {
  it('is an object created, with its key, size, ETag and place in time', () => {
    expect(toObjectEvent(change({ newEntry: entry() }), 'media')).toMatchObject({
      type: 'Object Created',
      detail: {
        bucket: { name: 'media' },
        reason: 'PutObject',
        object: { key: 'raw/ann/1/film.mp4', size: 1_048_576, etag: '0123abcd', sequencer: '17979CFE362A00FF' },
      },
    });
  });

  it('names a completed multipart upload as the reason', () => {
    const extended = { 'X-Seaweedfs-Upload-Id': base64('7') };
    expect(toObjectEvent(change({ newEntry: entry({ extended }) }), 'media')?.detail.reason).toBe(
      'CompleteMultipartUpload',
    );
  });

  it('knows an empty object although its size is left out', () => {
    const attributes = { mtime: '1700000000' };
    expect(toObjectEvent(change({ newEntry: entry({ attributes }) }), 'media')?.detail.object.size).toBe(0);
  });

  it('follows a rename to where the object is now', () => {
    const moved = change({
      oldEntry: entry({ name: 'part' }),
      newEntry: entry(),
      newParentPath: '/buckets/media/processed',
    });
    expect(toObjectEvent(moved, 'media')?.detail.object.key).toBe('processed/film.mp4');
  });

  it('is an overwrite when the same bytes come within a second with another wish, or with the same', () => {
    const put = (more: object) => entry({ extended: { ...entry().extended, ...more } });
    const before = put({ 'X-Amz-Meta-Preset': base64('mp3'), 'x-seaweedfs-sse-s3-key': base64('one') });
    const wish = put({ 'X-Amz-Meta-Preset': base64('wav'), 'x-seaweedfs-sse-s3-key': base64('one') });
    const again = put({ 'X-Amz-Meta-Preset': base64('mp3'), 'x-seaweedfs-sse-s3-key': base64('two') });
    for (const after of [wish, again])
      expect(toObjectEvent(change({ oldEntry: before, newEntry: after }), 'media')?.type).toBe('Object Created');
  });

  it('is an overwrite when time or bytes differ, and nothing when only tags do', () => {
    const later = entry({ attributes: { fileSize: '1048576', mtime: '1700000001', mtimeNs: 5 } });
    expect(toObjectEvent(change({ oldEntry: entry(), newEntry: later }), 'media')?.type).toBe('Object Created');
    expect(
      toObjectEvent(
        change({ oldEntry: entry(), newEntry: entry({ extended: { ...entry().extended, tag: 'x' } }) }),
        'media',
      ),
    ).toBeNull();
  });

  it('is a deletion when no new entry is there', () => {
    expect(toObjectEvent(change({ oldEntry: entry() }), 'media')).toMatchObject({
      type: 'Object Deleted',
      detail: { 'deletion-type': 'Permanently Deleted', object: { key: 'raw/ann/1/film.mp4' } },
    });
  });

  it.each([
    ['folders', change({ newEntry: entry({ isDirectory: true }) })],
    ['parts of an upload', change({ newEntry: entry({ name: '0001.part' }) }, '/buckets/media/.uploads/7')],
    ['other buckets', change({ newEntry: entry() }, '/buckets/medial/raw')],
    ['earlier versions', change({ newEntry: entry() }, '/buckets/media/raw/film.mp4.versions/')],
    ['a notification of nothing', change({})],
  ])('says nothing of %s', (_what, given) => {
    expect(toObjectEvent(given, 'media')).toBeNull();
  });

  it('orders by time as text', () => {
    expect(sequencer(9n) < sequencer(16n)).toBe(true);
    expect(sequencer(1_700_000_000_000_000_255n)).toHaveLength(16);
  });
});
