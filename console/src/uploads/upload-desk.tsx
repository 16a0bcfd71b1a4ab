import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useConnection } from '../api/api-context.tsx';
import type { Wish } from '../api/types.ts';
import type { Desk } from './desk.ts';
import { keptUploads } from './kept-uploads.ts';
import type { ChosenFile, Upload } from './upload.ts';

type Uploads = {
  readonly uploads: readonly Upload[];
  /** What could not be taken the last time, as sentences. */
  readonly refused: readonly string[];
  add(chosen: readonly ChosenFile[], wish: Wish): Promise<void>;
  start(wish: Wish): void;
  pauseOrResume(key: string): void;
  retry(key: string): void;
  remove(key: string): void;
  clearDone(): void;
  reopen(key: string): Promise<boolean>;
  reclaim(key: string, file: File): void;
};

const UploadsContext = createContext<Uploads | null>(null);

export const useUploads = (): Uploads => {
  const uploads = use(UploadsContext);
  if (!uploads) throw new Error('used outside the upload desk');
  return uploads;
};

const none: readonly Upload[] = [];
const still = () => () => undefined;

/** Uploads go on while the pages change. The code for them loads with the first file. */
export const UploadDesk = ({ children }: { readonly children: ReactNode }) => {
  const { api, config, me } = useConnection();
  const [desk, setDesk] = useState<Desk | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const loading = useRef<Promise<Desk> | null>(null);

  const load = useRef((): Promise<Desk> => {
    loading.current ??= import('./desk.ts').then(({ Desk }) => {
      const made = new Desk({ api, owner: me.owner, maxUploadBytes: config.maxUploadBytes });
      setDesk(made);
      return made;
    });
    return loading.current;
  });

  useEffect(() => {
    void keptUploads(me.owner).then((kept) => {
      if (kept.length > 0) return load.current().then((loaded) => loaded.recover());
    });
  }, [me.owner]);

  const uploads = useSyncExternalStore(desk?.subscribe ?? still, desk?.snapshot ?? (() => none));
  useNewJobs(uploads);

  const value = useMemo<Uploads>(
    () => ({
      uploads,
      refused,
      add: async (chosen, wish) => setRefused((await load.current()).add(chosen, wish)),
      start: (wish) => desk?.start(wish),
      pauseOrResume: (key) => desk?.pauseOrResume(key),
      retry: (key) => desk?.retry(key),
      remove: (key) => desk?.remove(key),
      clearDone: () => desk?.clearDone(),
      reopen: async (key) => (await desk?.reopen(key)) ?? false,
      reclaim: (key, file) => desk?.reclaim(key, file),
    }),
    [uploads, refused, desk],
  );
  return <UploadsContext value={value}>{children}</UploadsContext>;
};

/** A finished upload means a new job: the lists that are shown should have it at once. */
const useNewJobs = (uploads: readonly Upload[]): void => {
  const queries = useQueryClient();
  const made = uploads.filter(({ job }) => job).length;
  useEffect(() => {
    if (made > 0) void queries.invalidateQueries({ queryKey: ['jobs', 'page'] });
  }, [made, queries]);
};
