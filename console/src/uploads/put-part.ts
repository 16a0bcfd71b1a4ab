/** The store's answer to a part, when it was not yes. */
export class PartRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The store refused a part of the file (${status}).`);
    this.name = 'PartRefused';
    this.status = status;
  }
}

/** Nothing came back, or nothing moved for too long. */
export class LineLost extends Error {
  constructor() {
    super('The connection was lost.');
    this.name = 'LineLost';
  }
}

const silenceMs = 45_000;

type Options = { readonly signal: AbortSignal; readonly onSent: (bytes: number) => void };

/** Sends one part by PUT; resolves with its ETag. XMLHttpRequest, because fetch tells nothing of what has left. */
export const putPart = (url: string, part: Blob, { signal, onSent }: Options): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), silenceMs);
    };
    const stop = () => request.abort();
    const fail = (error: Error) => reject(error);

    request.upload.onprogress = ({ loaded }) => {
      listen();
      onSent(loaded);
    };
    request.onload = () => {
      const etag = request.getResponseHeader('etag');
      if (request.status >= 200 && request.status < 300 && etag) resolve(etag);
      else fail(new PartRefused(request.status));
    };
    request.onerror = () => fail(new LineLost());
    request.onabort = () => fail(new LineLost());
    request.onloadend = () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
    };

    if (signal.aborted) return fail(new LineLost());
    signal.addEventListener('abort', stop);
    request.open('PUT', url);
    listen();
    request.send(part);
  });
