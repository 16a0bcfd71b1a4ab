import type { Tools } from '#shared/ports/tools.ts';
import { ffmpeg } from './ffmpeg.ts';
import { probe } from './ffprobe.ts';

/** The programs on this machine's PATH. */
export const localTools: Tools = { probe, ffmpeg };
