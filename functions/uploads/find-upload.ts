import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { isParted, type PartedUpload, type Upload } from '#shared/upload.ts';

/** The caller's upload. Another's is answered the same as none. */
export const findUpload = async (
  id: string,
  caller: Caller,
  { uploads }: { readonly uploads: Pick<UploadTable, 'get'> },
  by: 'manage' | 'delete' = 'manage',
): Promise<Upload> => {
  const upload = await uploads.get(id);
  if (!upload || !mayReach(caller, upload.owner, by))
    throw new EngineError('upload.not-found', `there is no upload ${id}`);
  return upload;
};

const over = ({ state }: Upload): EngineError => new EngineError('upload.closed', `the upload is ${state}`);

/** Whether parts can be sent to it. */
export const isOpen = (upload: Upload): upload is PartedUpload => upload.state === 'open' && isParted(upload);

export const mustBeOpen = (upload: Upload): PartedUpload => {
  if (isOpen(upload)) return upload;
  throw over(upload);
};

/** Refuses what has no bytes to be read: not yet, or not any more. */
export const mustHaveBytes = (upload: Upload): void => {
  if (upload.state === 'open') throw new EngineError('upload.incomplete', 'the upload is not completed yet');
  if (upload.state !== 'completed') throw over(upload);
};

export const viewUpload = ({ owner: _owner, multipart: _multipart, then: _then, ...shown }: Upload) => shown;
