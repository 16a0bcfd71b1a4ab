/**
 * How ffmpeg reads sites of https through the guard proxy, when yt-dlp starts it: as plain HTTP, under a name that says
 * so, while TLS is spoken by the proxy. For https of its own ffmpeg needs its protocol `httpproxy`, and a playlist may then
 * name `httpproxy://127.0.0.1:9001/x`, to which ffmpeg connects by itself, past every proxy.
 */
const marked = 'http://https--.';

/** The user name by which ffmpeg comes to the proxy; what other tools ask for is left as it is. */
export const readerName = 'reader';

/** The address that is meant by one that ffmpeg asks for. */
export const unmarked = (asked: string): string =>
  asked.toLowerCase().startsWith(marked) ? `https://${asked.slice(marked.length)}` : asked;

/** What a site says, a playlist or where it redirects to, as ffmpeg is to read it. Relative addresses stay marked by themselves. */
export const markedIn = (text: string): string => text.replace(/https:\/\//gi, marked);

/** Whether an answer is a list of addresses, by its type or its name. One that hides it is read as it is, and leads nowhere. */
export const isManifest = (contentType: string, path: string): boolean =>
  /mpegurl|dash\+xml/i.test(contentType) || /\.(m3u8?|mpd)$/i.test(path);

/** Playlists of a day of segments stay below. */
export const largestManifest = 16 * 1024 * 1024;

const inQuotes = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

/** The `ffmpeg` that yt-dlp finds: the real one, with every input of https marked, and its own name at the proxy. */
export const readerScript = (ffmpeg: string): string => `#!/bin/sh
case $http_proxy in
http://*@*) export http_proxy="http://${readerName}:\${http_proxy#http://*:}" ;;
esac
left=$#
last=
while [ "$left" -gt 0 ]; do
  word=$1
  shift
  left=$((left - 1))
  if [ "$last" = -i ]; then
    case $word in
    [hH][tT][tT][pP][sS]://*) word="${marked}\${word#*://}" ;;
    esac
  fi
  last=$word
  set -- "$@" "$word"
done
exec ${inQuotes(ffmpeg)} "$@"
`;
