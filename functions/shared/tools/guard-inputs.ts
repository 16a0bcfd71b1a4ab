/**
 * Demuxers that a source may use: recordings only. What can name other files or hosts (hls, dash, concat, imf, sdp,
 * image2, tee-like lists) is left out, so that a hostile file reaches neither our disk nor our network; so are still
 * pictures and text, which ffmpeg would gladly play as one-frame films.
 */
export const recordingDemuxers: readonly string[] = [
  'mov', 'matroska', 'avi', 'mpegts', 'mpeg', 'mpegvideo', 'm4v', 'h264', 'hevc', 'av1', 'obu', 'ivf', 'vvc', 'flv',
  'asf', 'ogg', 'mxf', 'gxf', 'nut', 'rm', 'dv', 'wtv', 'gif', 'apng', 'yuv4mpegpipe', 'mjpeg', 'mp3', 'aac', 'wav',
  'w64', 'flac', 'aiff', 'caf', 'ac3', 'eac3', 'dts', 'amr', 'au', 'ape', 'wv', 'tta', 'tak', 'mpc', 'mpc8', 'dsf', 'voc',
]; // biome-ignore format: a list to scan

const perNetworkInput = [
  '-protocol_whitelist',
  'http,tcp',
  '-multiple_requests',
  '1', // without it ffprobe 8.1 loses packets over HTTP when the index is at the end
  '-reconnect',
  '1',
  '-reconnect_on_network_error',
  '1',
  '-reconnect_on_http_error',
  '5xx',
  '-reconnect_delay_max',
  '4',
  '-reconnect_max_retries',
  '4',
  '-rw_timeout',
  '30000000',
];

const perFileInput = ['-protocol_whitelist', 'file,crypto,data'];

const isNetwork = (input: string): boolean => /^https?:/i.test(input);

/** The demuxer that the caller named itself for this input: a list or a generator of our own making. */
const namedDemuxer = (options: readonly string[]): string[] => {
  const at = options.lastIndexOf('-f');
  return at === -1 ? [] : [String(options[at + 1])];
};

/** The options that keep one input to recordings and to where it lies. */
export const inputGuards = (input: string, options: readonly string[] = []): readonly string[] => [
  ...(isNetwork(input) ? perNetworkInput : perFileInput),
  '-format_whitelist',
  [...recordingDemuxers, ...namedDemuxer(options)].join(','),
];

/** Puts the guards before every `-i` of an ffmpeg command line; `-f NAME` before an input also allows that demuxer. */
export const guardInputs = (args: readonly string[]): string[] => {
  const inputs = args.flatMap((word, index) => (word === '-i' ? [index] : []));
  const starts = inputs.map((_, n) => (inputs[n - 1] ?? -2) + 2);
  return args.flatMap((word, index) => {
    const n = inputs.indexOf(index);
    return n === -1 ? [word] : [...inputGuards(args[index + 1] ?? '', args.slice(starts[n], index)), word];
  });
};
