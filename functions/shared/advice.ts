import type { ErrorCode } from './errors.ts';

const tryLater = 'Try again in a few minutes. If it keeps happening, tell whoever runs this installation.';
const tellUs = 'Tell whoever runs this installation, and name the request or job id.';
const checkId = 'Check the id. What belongs to somebody else is shown as missing too.';

/** What a person can do about each error, as whole sentences; the API, the mail and the console all say the same. */
export const advice: Readonly<Record<ErrorCode, string>> = {
  'auth.required': 'Sign in, and send the token as a bearer token.',
  'auth.expired': 'Sign in again to get a fresh token.',
  'auth.forbidden': 'Ask an administrator for the permission.',

  'key.not-found': 'List your keys; a revoked one stays in the list but cannot be revoked again.',
  'quota.reached': 'Remove one that is not used any more, then try again.',
  'key.expired': 'Create a new key and use it in place of this one.',
  'cookies.not-found': checkId,
  'cookies.expired': 'Sign in at the site again, and push its cookies anew.',
  'request.invalid': 'Correct the field that is named and send the request again.',
  'request.not-json': 'Send a body that is valid JSON in UTF-8.',
  'request.media-type': 'Send the body as application/json.',
  'request.too-large': 'Send less at once; files go up by an upload, not in a request.',
  'request.rate-limited': 'Wait as long as the Retry-After header says, then go on more slowly.',
  'request.foreign': 'Open the console at the address that the start printed, not from another page.',
  'route.unknown': 'Check the address against the API documentation.',
  'route.method': 'Use one of the methods that the Allow header names.',
  'idempotency.conflict': 'Use a new Idempotency-Key for a different request.',

  'job.not-found': checkId,
  'job.not-retryable': 'Start a new job instead; only a failed one can be retried.',
  'job.not-finished': 'Wait until the job has ended, or cancel it.',
  'job.canceled': 'Start a new job if the result is still wanted.',
  'job.timed-out': 'Try a shorter source, a smaller size or a faster codec.',
  'upload.not-found': checkId,
  'upload.too-large': 'Upload a smaller file, or split it.',
  'upload.incomplete': 'Send the parts that are missing or wrong, then complete the upload again.',
  'upload.checksum': 'The file was damaged on its way. Upload it again.',
  'upload.closed': 'Begin a new upload.',
  'upload.in-use': 'Wait until the job that is named has ended, or cancel it.',
  'preset.unknown': 'Choose one of the presets that the message names.',
  'link.not-found': 'Sign in and open the file from its job; links end after a while or when they are revoked.',
  'artifact.not-found': checkId,
  'artifact.frozen': 'Ask for the file to be restored, and come back when it is ready.',

  'webhook.not-found': 'List your webhook endpoints; what belongs to somebody else does not exist for you.',
  'delivery.not-found': 'List the deliveries of the endpoint; they are kept for thirty days.',
  'work.out-of-reach': 'Name a running job, and a key of its owner to read or a key of its own to write.',

  'source.not-found': 'Check that the source is still there, and upload it again if it is not.',
  'source.empty': 'The file has no content. Export or copy it again, then upload it.',
  'source.not-media': 'Upload a video or audio file. Renaming a file does not change what is in it.',
  'source.truncated': 'Copy or export the file again from where it came, then upload it.',
  'source.no-stream':
    'Choose what the source has: GET /api/v1/formats lists it for an address; of a file with sound only make mp3, of a list pick items that it has.',
  'source.too-large':
    'Choose a smaller or shorter one, or a part of it (sections of a download); where you set maxBytes or maxSeconds yourself, raise it.',
  'source.broken': 'The file is damaged. Open it in the program that made it and export it again.',

  'rendition.impossible':
    'Ask for another format, or for what the message says would work. The source may stay as it is.',

  'source.forbidden': 'Give an address on the public internet that this installation lets its users fetch from.',
  'source.unsupported':
    'Give the address of the page that shows the video, or of the media file itself. A newer yt-dlp may know the site.',
  'source.changed': 'The site may have changed. A newer yt-dlp may help: tell whoever runs this installation.',
  'source.blocked': 'Try again later, give cookies of a signed-in browser, or choose another proxy or worker.',
  'source.sign-in': 'Store cookies of a browser that is signed in there, and name them in the request.',
  'source.geo': 'Choose a proxy or a worker in a country where the site shows it.',
  'source.private': 'Ask its owner for access, then give cookies of the account that has it.',
  'source.gone': 'Check the address; its owner or the site has removed it.',
  'source.live-not-started': 'Start again when it has begun, or say in live.waitForScheduledSeconds how long to wait.',
  'source.drm': 'It cannot be fetched. Look for another copy that is not protected.',
  'source.rate-limited': 'Wait a while, then go on with fewer requests to this site.',
  'source.busy': 'Try again later. Other work asks this site already, or the site has refused and is left in peace.',
  'source.unreachable': 'Check that the address opens in a browser, then try again in a few minutes.',

  'batch.all-failed': 'Look at its items, each of which says why. Those that may end better can be retried together.',

  'worker.disk-full': tryLater,
  'worker.out-of-memory': 'Try a smaller size. If it keeps happening, tell whoever runs this installation.',
  'worker.lost': 'Retry the job. If it fails again, tell whoever runs this installation.',
  'worker.stalled': 'Retry the job. If it fails again, tell whoever runs this installation.',
  'worker.restarted': 'Retry the job; the engine was restarted while it ran.',
  'tool.failed': 'Look at the job log for what the tool said, then retry or try another preset.',
  'workflow.died': 'Retry the job. If it fails again, tell whoever runs this installation.',
  'storage.unavailable': tryLater,
  'service.unavailable': tryLater,
  internal: tellUs,
};
