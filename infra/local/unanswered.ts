/**
 * What `fetch` throws says that it failed and no more; its cause tells why. Where a name has several addresses and none
 * answers, that is a code without words.
 */
export const unanswered = (url: string, failure: unknown): Error => {
  const { cause = failure } = failure as { readonly cause?: unknown };
  const { message, code } = cause as { readonly message?: string; readonly code?: string };
  const at = URL.canParse(url) ? new URL(url).origin : url;
  return new Error(`${at} did not answer: ${message || code || String(cause)}`, { cause: failure });
};
