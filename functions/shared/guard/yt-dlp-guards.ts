/** What ffmpeg may read when yt-dlp starts it: recordings and their playlists, by the plain HTTP of `reader.ts`. */
const protocols = ['http', 'tcp', 'crypto', 'data'];

const demuxers = [
  'hls', 'dash', 'mov', 'matroska', 'mpegts', 'mpeg', 'flv', 'aac', 'mp3', 'ac3', 'eac3', 'flac', 'ogg', 'wav', 'webvtt',
]; // biome-ignore format: a list to scan

/**
 * Options that every run of yt-dlp begins with, beside the environment of a tool with a proxy, which names the guard, and
 * `--ffmpeg-location` of `readerFfmpeg`. Its own downloaders read HLS and DASH, so that each segment, key and subtitle is
 * asked of the guard; ffmpeg reads what those cannot (live, sections, SAMPLE-AES). RTMP goes to ffmpeg, which refuses it,
 * and not to an `rtmpdump` that the machine may have. More arguments for ffmpeg's input go into the same `ffmpeg_i`: yt-dlp
 * would take `ffmpeg_i1` in place of these.
 */
export const ytDlpGuards: readonly string[] = [
  '--ignore-config',
  '--downloader',
  'm3u8:native',
  '--downloader',
  'dash:native',
  '--downloader',
  'rtmp:ffmpeg',
  '--downloader-args',
  `ffmpeg_i:-protocol_whitelist ${protocols.join(',')} -format_whitelist ${demuxers.join(',')}`,
];
