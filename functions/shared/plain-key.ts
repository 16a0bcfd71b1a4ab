/** S3's limit, in bytes of UTF-8. */
const longestBytes = 1024;

const isPlainPart = (part: string): boolean => part !== '' && part !== '.' && part !== '..';

/**
 * A key as S3 takes it, of prefix, owner and at least a name, less what a store that keeps keys as paths, or a server
 * on the way, would read as another one, and what no listing in XML can show.
 */
export const isPlainKey = (key: string): boolean => {
  const parts = key.split('/');
  return (
    Buffer.byteLength(key) <= longestBytes && !/[\p{Cc}\\]/u.test(key) && parts.length > 2 && parts.every(isPlainPart)
  );
};
