import type { JobError } from '../api/types.ts';

const again = 'Retry the job. If it fails again, tell whoever runs this installation, and name the job.';

const byCode: Readonly<Record<string, string>> = {
  'source.not-found': 'The file it was to work on is no longer there. Upload it again.',
  'source.empty': 'The file has no content. Export or copy it again, then upload it.',
  'source.not-media': 'Upload a video or audio file. Renaming a file does not change what is in it.',
  'source.truncated': 'The file is cut off. Copy or export it again from where it came, then upload it.',
  'source.no-stream': 'Choose a format that suits the source, such as MP3 for a file with sound only.',
  'source.too-large': 'Cut the source into shorter pieces, or choose a smaller one.',
  'source.broken': 'The file is damaged. Open it in the program that made it and export it again.',
  'upload.checksum': 'The file was damaged on its way. Upload it again.',
  'worker.out-of-memory': 'Try a smaller format. If it happens again, tell whoever runs this installation.',
  'worker.disk-full': 'Wait until other jobs have ended, then retry.',
  'tool.failed': 'The log below has what the tool said. Retry, or try another format.',
  'job.timed-out': 'Try a shorter source, a smaller size or a faster codec.',
};

/** What a person can do about a failed job. */
export const adviceOn = ({ code, advice }: JobError): string => advice ?? byCode[code] ?? again;

/** Trying once more helps where the source was not at fault. */
export const retryHelps = ({ code }: JobError): boolean => !code.startsWith('source.');
