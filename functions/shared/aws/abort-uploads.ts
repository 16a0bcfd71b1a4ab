import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { liesAt } from '../lies-at.ts';
import { unless } from './client.ts';

const after = ({ IsTruncated, NextKeyMarker, NextUploadIdMarker }: ListMultipartUploadsOutput) =>
  IsTruncated ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker } : undefined;

/** Ends the multipart uploads that are open at a place of the store: parts that nobody joins are paid for like objects. */
export const abortUploads = async (client: S3Client, Bucket: string, place: string): Promise<void> => {
  for (let from: ReturnType<typeof after> | null = null; from !== undefined; ) {
    const page: ListMultipartUploadsOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix: place, ...from }),
    );
    for (const { Key = '', UploadId } of page.Uploads ?? [])
      if (liesAt(place, Key))
        await unless(['NoSuchUpload'], null, client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
    from = after(page);
  }
};
