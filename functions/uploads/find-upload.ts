import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';

/** The caller's upload. Another's is answered the same as none. */
export const findUpload = async (
  id: string,
  caller: Caller,
  { uploads }: { readonly uploads: Pick<UploadTable, 'get'> },
): Promise<Upload> => {
  const upload = await uploads.get(id);
  if (!upload || !mayReach(caller, upload.owner)) throw new EngineError('upload.not-found', `there is no upload ${id}`);
  return upload;
};

export const mustBeOpen = (upload: Upload): void => {
  if (upload.state !== 'open') throw new EngineError('upload.closed', `the upload is ${upload.state}`);
};

export const viewUpload = ({ owner: _owner, multipart: _multipart, then: _then, ...shown }: Upload) => shown;
