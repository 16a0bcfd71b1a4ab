import { isDash, isHls, type Media } from './media.ts';

export type Rung = { readonly key: number; readonly label: string };

/** A player's hold on a media element: how to let go, and the rungs of a ladder to choose from. */
export type Attached = {
  readonly detach: () => void;
  readonly onRungs?: (listener: (rungs: readonly Rung[]) => void) => void;
  /** Stays on a rung; null goes back to following the line. */
  readonly choose?: (key: number | null) => void;
};

const byHeight = <T extends { readonly height: number }>(rungs: readonly T[]): T[] =>
  rungs.toSorted((a, b) => b.height - a.height);

const attachHls = async (element: HTMLMediaElement, url: string): Promise<Attached> => {
  const { default: Hls } = await import('hls.js');
  if (!Hls.isSupported()) return attachPlain(element, url);
  // Its worker would come from a blob:, which the content security policy refuses; fragmented MP4 needs none.
  const hls = new Hls({ enableWorker: false });
  hls.loadSource(url);
  hls.attachMedia(element);
  let retries = 0;
  hls.on(Hls.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return;
    if (type === Hls.ErrorTypes.MEDIA_ERROR && retries++ < 2) hls.recoverMediaError();
    else element.dispatchEvent(new Event('error'));
  });
  return {
    detach: () => hls.destroy(),
    onRungs: (listener) =>
      hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) =>
        listener(
          byHeight(levels.map(({ height }, key) => ({ height, key }))).map(({ key, height }) => ({
            key,
            label: `${height}p`,
          })),
        ),
      ),
    choose: (key) => {
      hls.nextLevel = key ?? -1;
    },
  };
};

const attachDash = async (element: HTMLMediaElement, url: string): Promise<Attached> => {
  const { MediaPlayer } = await import('dashjs');
  const player = MediaPlayer().create();
  player.updateSettings({ debug: { logLevel: 1 }, streaming: { abr: { autoSwitchBitrate: { video: true } } } });
  player.initialize(element, url, false);
  player.on(MediaPlayer.events.ERROR, () => element.dispatchEvent(new Event('error')));
  return {
    detach: () => player.destroy(),
    onRungs: (listener) =>
      player.on(MediaPlayer.events.STREAM_INITIALIZED, () =>
        listener(
          byHeight(player.getRepresentationsByType('video').map(({ height }, key) => ({ height, key }))).map(
            ({ key, height }) => ({ key, label: `${height}p` }),
          ),
        ),
      ),
    choose: (key) => {
      player.updateSettings({ streaming: { abr: { autoSwitchBitrate: { video: key === null } } } });
      if (key !== null) player.setRepresentationForTypeByIndex('video', key, true);
    },
  };
};

const attachPlain = (element: HTMLMediaElement, url: string): Attached => {
  element.src = url;
  return {
    detach: () => {
      element.removeAttribute('src');
      element.load();
    },
  };
};

export const attach = async (element: HTMLMediaElement, media: Media): Promise<Attached> => {
  if (isHls(media)) return attachHls(element, media.url);
  if (isDash(media)) return attachDash(element, media.url);
  return attachPlain(element, media.url);
};
