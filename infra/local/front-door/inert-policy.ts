const shownOnly = "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'";

/**
 * Whatever an object says it is, on our origin it is shown and never run. A sandboxed document has no origin, and the
 * page that a browser makes of a film could not load the film: only what may hold a program is put into the sandbox.
 */
export const inertPolicy = (mediaType: string): string =>
  /^(audio|video)\/|^image\/(?!svg)/i.test(mediaType) ? shownOnly : `sandbox; ${shownOnly}`;
