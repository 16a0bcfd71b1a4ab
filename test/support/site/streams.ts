import { answer, type Page } from './asked.ts';
import { sendFile } from './send-file.ts';

const playlistType = 'application/vnd.apple.mpegurl';

/** The rungs and sounds that `media.ts` makes, with languages and subtitles, which ffmpeg does not name there. */
const master = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="media_2.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Deutsch",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,URI="media_3.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="English",LANGUAGE="en",DEFAULT=NO,URI="text-en.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=216000,RESOLUTION=320x180,CODECS="avc1.42c00c,mp4a.40.2",AUDIO="sound",SUBTITLES="text"
media_0.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=566000,RESOLUTION=640x360,CODECS="avc1.42c016,mp4a.40.2",AUDIO="sound",SUBTITLES="text"
media_1.m3u8
`;

const subtitles = `#EXTM3U
#EXT-X-TARGETDURATION:6
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:6.0,
en.vtt
#EXT-X-ENDLIST
`;

const liveSeconds = 30;

/** As far as the stream has come; each look at it finds a second more. */
const livePlaylist = (seconds: number, isOver: boolean): string =>
  [
    '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0',
    ...Array.from({ length: seconds }, (_, at) => `#EXTINF:1.0,\nlive-${at}.ts`),
    ...(isOver ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');

/** Playlists, manifests and their segments. */
export const streams: Readonly<Record<string, Page>> = {
  /** `/stream/master.m3u8`, `/stream/ladder.mpd`: two rungs, sound in two languages apart, HLS with subtitles. */
  stream: (asked, reply) => {
    const [name] = asked.rest;
    if (name === 'master.m3u8') return answer(reply, playlistType, master);
    if (name === 'text-en.m3u8') return answer(reply, playlistType, subtitles);
    return sendFile(asked, reply);
  },
  /** `/locked/locked.m3u8`: AES-128, its key beside it. */
  locked: (asked, reply) => sendFile(asked, reply),
  /** `/live/evening/8/index.m3u8`: begins with two seconds, grows with each look, and ends after eight; `endless` at 30. */
  live: (asked, reply) => {
    const [, length, name] = asked.rest;
    if (name !== 'index.m3u8') return sendFile(asked, reply);
    const end = length === 'endless' ? Number.POSITIVE_INFINITY : Math.min(Number(length), liveSeconds);
    const seconds = Math.min(asked.nth + 1, end, liveSeconds);
    return answer(reply, playlistType, livePlaylist(seconds, seconds >= end));
  },
};
