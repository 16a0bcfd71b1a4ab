/** Takes the query off every address in a line: a presigned query is a key to the object. */
export const maskQueries = (line: string): string =>
  line.replace(/(https?:\/\/[^\s?'"]+)\?[^\s'"]*?(?=:?(?:[\s'"]|$))/g, '$1?…');
