import { Uppy } from '@uppy/core';
import type { Api } from '../api/client.ts';
import { sayError } from '../api/problem.ts';
import type { Wish } from '../api/types.ts';
import { reopen } from './file-handles.ts';
import { claimUpload, forgetUpload, type KeptUpload, keptUploads } from './kept-uploads.ts';
import { type DeskFile, type DeskUppy, type FileMeta, type Outcome, PartsUploader } from './parts-uploader.ts';
import { isSameFile, whyNotThis } from './same-file.ts';
import type { ChosenFile, Upload, UploadStage } from './upload.ts';

type Settings = { readonly api: Api; readonly owner: string; readonly maxUploadBytes: number };

const stageOf = (file: DeskFile): UploadStage => {
  if (file.progress.uploadComplete) return 'done';
  if (file.error) return 'failed';
  if (!file.progress.uploadStarted) return 'ready';
  if (file.isPaused) return 'paused';
  return file.meta.finishing ? 'finishing' : 'sending';
};

const view = (file: DeskFile): Upload => {
  const job = file.response?.body?.job;
  const { bytesPerSecond, wish, sent } = file.meta;
  return {
    key: file.id,
    name: file.name,
    bytes: file.size ?? 0,
    stage: stageOf(file),
    sentBytes: file.progress.bytesUploaded || 0,
    wish,
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
    ...(file.error && { error: sayError(new Error(file.error)) }),
    ...(job && { job }),
    ...(sent && { alreadyThere: true }),
  };
};

/** An upload that a closed tab left, until its file is there; `why` says what was wrong with the last one tried. */
type Waiting = { readonly kept: KeptUpload; readonly why: string | null };

const viewWaiting = ({ kept: { id, name, bytes, wish }, why }: Waiting): Upload => ({
  key: id,
  name,
  bytes,
  stage: 'waiting',
  sentBytes: 0,
  wish,
  ...(why && { error: why }),
});

/** All that is being uploaded from this tab: Uppy holds the files, this adds what outlives the tab. */
export class Desk {
  readonly #uppy: DeskUppy;
  readonly #api: Api;
  readonly #owner: string;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly Waiting[] = [];
  #shown: readonly Upload[] = [];

  constructor({ api, owner, maxUploadBytes }: Settings) {
    this.#api = api;
    this.#owner = owner;
    this.#uppy = new Uppy<FileMeta, Outcome>({
      id: 'reelmill',
      restrictions: { maxFileSize: maxUploadBytes },
      locale: {
        strings: {
          exceedsSize: '%{file} is larger than an upload may be (%{size}).',
          noDuplicates: '%{fileName} is already in the list.',
        },
        pluralize: (count) => (count === 1 ? 0 : 1),
      },
    });
    this.#uppy.use(PartsUploader, { api, owner });
    this.#uppy.store.subscribe(() => this.#draw());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): readonly Upload[] => this.#shown;

  /** Goes on with what a closed tab left, as far as its files can be had without asking anybody. */
  async recover(): Promise<void> {
    for (const kept of await keptUploads(this.#owner)) {
      const free = await claimUpload(kept.id);
      if (!free) continue;
      free();
      const file = kept.file ?? (kept.handle && (await reopen(kept.handle, false)));
      if (file) this.#tryWith(kept, file);
      else this.#wait(kept, null);
    }
  }

  /** Takes files in; answers what could not be taken, as sentences. */
  add(chosen: readonly ChosenFile[], wish: Wish): string[] {
    return chosen.flatMap(({ file, handle }) => {
      if (file.size === 0) return [`${file.name} is empty.`];
      try {
        const kept = this.#waiting.find((one) => isSameFile(file, one.kept))?.kept;
        if (kept) this.#resume(kept, file);
        else this.#take(file, { wish, ...(handle && { handle }) });
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    });
  }

  /** The wish that is chosen when it starts is the one that counts. */
  start(wish: Wish): void {
    for (const { id } of this.#files().filter((file) => stageOf(file) === 'ready'))
      this.#uppy.setFileMeta(id, { wish });
    this.#go();
  }

  pauseOrResume(key: string): void {
    this.#uppy.pauseResume(key);
  }

  retry(key: string): void {
    void this.#uppy.retryUpload(key).catch(() => undefined);
  }

  /** Ends an upload and frees what has arrived; a finished one only leaves the list. */
  remove(key: string): void {
    const kept = this.#keptAt(key);
    if (kept) this.#discard(kept);
    else this.#uppy.removeFile(key);
  }

  clearDone(): void {
    this.#uppy.removeFiles(
      this.#files()
        .filter(({ progress }) => progress.uploadComplete)
        .map(({ id }) => id),
    );
  }

  /** Asks to read the file of a waiting upload again; false when it has to be chosen. */
  async reopen(key: string): Promise<boolean> {
    const kept = this.#keptAt(key);
    const file = kept?.handle && (await reopen(kept.handle, true));
    if (file) this.#tryWith(kept, file);
    return Boolean(file);
  }

  /** Goes on with a waiting upload and the file chosen for it, unless that is another one. */
  reclaim(key: string, file: File): void {
    const kept = this.#keptAt(key);
    if (kept) this.#tryWith(kept, file);
  }

  #keptAt(key: string): KeptUpload | undefined {
    return this.#waiting.find(({ kept }) => kept.id === key)?.kept;
  }

  /** Parts of two files make neither: what has changed since does not go on. */
  #tryWith(kept: KeptUpload, file: File): void {
    const why = whyNotThis(file, kept);
    if (why) this.#wait(kept, why);
    else this.#resume(kept, file);
  }

  #files(): DeskFile[] {
    return this.#uppy.getFiles();
  }

  /** A file that this list has sent already is not sent again: the new work takes the bytes that are there. */
  #take(file: File, meta: FileMeta): void {
    const before = this.#files().find(({ data, progress }) => progress.uploadComplete && isSame(data, file));
    const sent = before?.response?.body?.upload;
    if (before && sent) this.#uppy.removeFile(before.id);
    this.#uppy.addFile({ name: file.name, type: file.type, data: file, meta: sent ? { ...meta, sent } : meta });
  }

  #resume(kept: KeptUpload, file: File): void {
    const { id, partBytes, partCount, wish, handle } = kept;
    this.#forget(kept);
    const meta: FileMeta = { wish, upload: { id, partBytes, partCount }, ...(handle && { handle }) };
    this.#uppy.addFile({ name: file.name, type: file.type, data: file, meta });
    this.#go();
  }

  #go(): void {
    void this.#uppy.upload().catch(() => undefined);
  }

  #wait(kept: KeptUpload, why: string | null): void {
    const others = this.#waiting.filter((one) => one.kept.id !== kept.id);
    this.#waiting = [...others, { kept, why }];
    this.#draw();
  }

  #discard(kept: KeptUpload): void {
    this.#forget(kept);
    void forgetUpload(kept.id);
    this.#api.delete(`/api/v1/uploads/${kept.id}?state=open`).catch(() => undefined);
  }

  #forget(kept: KeptUpload): void {
    this.#waiting = this.#waiting.filter((one) => one.kept.id !== kept.id);
    this.#draw();
  }

  #draw(): void {
    this.#shown = [...this.#waiting.map(viewWaiting), ...this.#files().map(view)];
    for (const listener of this.#listeners) listener();
  }
}

const isSame = (data: DeskFile['data'], file: File): boolean =>
  data instanceof File && data.name === file.name && data.size === file.size && data.lastModified === file.lastModified;
