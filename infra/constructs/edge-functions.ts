/** CloudFront Functions, JavaScript runtime 2.0; each is small enough to be read whole. */

/**
 * The console is one page: an address without an extension is its page, except a document's folder. The icon that
 * browsers ask for, whatever a page says, is the one there is.
 */
export const toConsolePage = `function handler(event) {
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (request.uri === '/favicon.ico') request.uri = '/favicon.svg';
  else if (last.indexOf('.') < 0) request.uri = '/index.html';
  return request;
}`;

/** A document's folder is its index. */
export const toDocument = `function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (request.uri.substring(request.uri.lastIndexOf('/') + 1).indexOf('.') < 0) request.uri += '/index.html';
  return request;
}`;

/**
 * Whatever an object says it is, on our origin it is shown and never run. A sandboxed document has no origin, and the
 * page that a browser makes of a film could not load the film: only what may hold a program is put into the sandbox.
 */
export const toInert = `function handler(event) {
  var response = event.response;
  var type = response.headers['content-type'];
  var isShown = type && /^(audio|video)\\/|^image\\/(?!svg)/i.test(type.value);
  var policy = "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'";
  response.headers['content-security-policy'] = { value: isShown ? policy : 'sandbox; ' + policy };
  return response;
}`;

/** Keys in the bucket do not begin with the path under which the media is served. */
export const toMediaKey = `function handler(event) {
  var request = event.request;
  request.uri = request.uri.replace(/^\\/media\\//, '/');
  return request;
}`;
