import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './bootstrap.mjs';
import { installed } from './home.ts';

const seconds = 10;

/** Ten seconds to try things with: a drifting colour field, a clock's hand of test bars, and a slow chord. */
export const ensureSample = async (folder: string): Promise<string> => {
  const path = join(folder, 'sample.mp4');
  if (await stat(path).catch(() => null)) return path;
  await mkdir(folder, { recursive: true });
  const field = `gradients=size=1280x720:rate=30:duration=${seconds}:speed=0.02:n=4:c0=0x16324f:c1=0xd1495b:c2=0xedae49:c3=0x00798c`;
  const bars = `testsrc2=size=426x240:rate=30:duration=${seconds}`;
  const chord = [220, 277.18, 329.63, 440]
    .map((pitch) => `0.12*sin(2*PI*${pitch}*t)*(0.6+0.4*sin(2*PI*t/5))`)
    .join('+');
  const draft = join(folder, 'sample.part.mp4');
  await run(join(installed.tools, 'ffmpeg'), [
    ...['-nostdin', '-v', 'error', '-y'],
    ...['-f', 'lavfi', '-i', field, '-f', 'lavfi', '-i', bars],
    ...['-f', 'lavfi', '-i', `aevalsrc=${chord}:sample_rate=48000:duration=${seconds}`],
    ...['-filter_complex', `[0][1]overlay=x='(W-w)/2+(W-w)/2.4*sin(2*PI*t/${seconds})':y=(H-h)/2,format=yuv420p[v]`],
    ...['-map', '[v]', '-map', '2', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-c:a', 'aac'],
    ...['-movflags', '+faststart', draft],
  ]);
  await rename(draft, path);
  return path;
};
