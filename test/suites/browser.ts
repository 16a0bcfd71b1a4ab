import { existsSync } from 'node:fs';
import { execa } from 'execa';

export const chromium = '/usr/bin/chromium';

/** Debian's Chromium, installed when it is missing and we may. */
export const ensureBrowser = async (): Promise<void> => {
  if (existsSync(chromium)) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await execa('apt-get', ['update', '-qq'], { env });
  await execa('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
};
