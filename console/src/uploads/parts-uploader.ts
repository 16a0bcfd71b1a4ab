import { BasePlugin, type Uppy } from '@uppy/core';
import { TaskQueue, type UppyFile } from '@uppy/core/utils';
import type { Api } from '../api/client.ts';
import { isGone, Problem } from '../api/problem.ts';
import type { CompletedUpload, Job, NewTranscode, NewUpload, UploadParts, UploadPlan, Wish } from '../api/types.ts';
import { Gate } from './gate.ts';
import { insist } from './insist.ts';
import { claimUpload, forgetUpload, keepUpload } from './kept-uploads.ts';
import { type Sending, sendParts } from './send-parts.ts';

export type FileMeta = {
  wish: Wish;
  /** Its upload is begun and its work asked for once by this, however often an answer is lost. */
  key?: string;
  handle?: FileSystemFileHandle;
  /** The upload at the API, once begun. */
  upload?: { readonly id: string; readonly partBytes: number; readonly partCount: number };
  /** An upload that was completed before: only the work is to be asked for. */
  sent?: string;
  finishing?: boolean;
  bytesPerSecond?: number;
  [key: string]: unknown;
};
export type Outcome = { job?: string; upload?: string; [key: string]: unknown };
export type DeskFile = UppyFile<FileMeta, Outcome>;
export type DeskUppy = Uppy<FileMeta, Outcome>;

type Running = { readonly gate: Gate; readonly stop: AbortController };
type Options = { readonly id?: string; readonly api: Api; readonly owner: string };

const filesAtOnce = 2;

/**
 * Uppy's S3 plugin speaks S3 itself and sends a file's parts one after another; this one speaks our plan of an
 * upload (start, parts, complete) and sends several at once.
 */
export class PartsUploader extends BasePlugin<Options, FileMeta, Outcome> {
  readonly #running = new Map<string, Running>();
  readonly #queue = new TaskQueue({ concurrency: filesAtOnce });

  constructor(uppy: DeskUppy, options: Options) {
    super(uppy, options);
    this.id = 'PartsUploader';
    this.type = 'uploader';
  }

  override install(): void {
    this.uppy.setState({ capabilities: { ...this.uppy.getState().capabilities, resumableUploads: true } });
    this.uppy.addUploader(this.#uploadAll);
    this.uppy.on('upload-pause', (file, isPaused) => {
      const gate = file && this.#running.get(file.id)?.gate;
      if (isPaused) gate?.close();
      else gate?.open();
    });
    this.uppy.on('file-removed', (file) => this.#abandon(file));
  }

  #uploadAll = async (ids: string[]): Promise<void> => {
    const files = this.uppy.getFilesByIds(ids).filter((file) => !file.error && !file.progress.uploadComplete);
    this.uppy.emit('upload-start', files);
    await Promise.allSettled(files.map(({ id }) => this.#queue.add(() => this.#uploadOne(id))));
  };

  async #uploadOne(id: string): Promise<void> {
    const file = this.uppy.getFile(id);
    if (!file) return;
    const running = { gate: new Gate(), stop: new AbortController() };
    if (file.isPaused) running.gate.close();
    this.#running.set(id, running);
    try {
      const body = file.meta.sent ? await this.#workOn(file.meta.sent, file, running) : await this.#send(file, running);
      const still = this.uppy.getFile(id);
      if (still) this.uppy.emit('upload-success', still, { status: 200, body });
    } catch (error) {
      const still = this.uppy.getFile(id);
      if (still && !running.stop.signal.aborted)
        this.uppy.emit('upload-error', still, error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#running.delete(id);
    }
  }

  async #workOn(upload: string, { id, meta }: DeskFile, { stop: { signal } }: Running): Promise<Outcome> {
    const request: NewTranscode = { source: { upload }, ...meta.wish };
    const key = this.#keyOf(id);
    const job = await insist(() => this.opts.api.post<Job>('/api/v1/transcode', request, { key, signal }), signal);
    return { job: job.id, upload };
  }

  async #send(file: DeskFile, { gate, stop }: Running): Promise<Outcome> {
    const { api } = this.opts;
    const { signal } = stop;
    const begun =
      (file.meta.upload && (await this.#goOn(file.meta.upload, signal))) ?? (await this.#begin(file, signal));
    const release = await claimUpload(begun.id);
    if (!release) throw new Error('Another tab is sending this file.');
    try {
      const data = file.data as Blob;
      const onSent = this.#reporter(file.id);
      await sendParts({ ...begun, file: data, api, gate, signal, onSent });
      this.#mark(file.id, { finishing: true });
      const done = `/api/v1/uploads/${begun.id}/complete`;
      const { job } = await insist(() => api.post<CompletedUpload>(done, {}, { signal }), signal);
      await forgetUpload(begun.id);
      return { upload: begun.id, ...(job && { job: job.id }) };
    } finally {
      if (this.uppy.getFile(file.id)) this.#mark(file.id, { finishing: false });
      release();
    }
  }

  async #begin(file: DeskFile, signal: AbortSignal): Promise<Pick<Sending, 'id' | 'urls' | 'arrived'> & PlanSizes> {
    const { wish, handle } = file.meta;
    const data = file.data as File;
    const type = file.type && { mediaType: file.type };
    const request: NewUpload = { fileName: file.name, bytes: data.size, ...type, then: wish };
    // Never broken off: only the answer tells what would have to be freed.
    const key = this.#keyOf(file.id);
    const ask = () => this.opts.api.post<UploadPlan>('/api/v1/uploads', request, { key });
    const plan = await insist(ask, signal);
    const { id, partBytes, partCount } = plan;
    if (signal.aborted) this.#free(id);
    signal.throwIfAborted();
    // what began this upload must not begin the next, should this one be gone when the file goes on
    this.#mark(file.id, { upload: { id, partBytes, partCount }, key: crypto.randomUUID() });
    const { owner } = this.opts;
    const { name, size: bytes, lastModified, type: mediaType } = data;
    const sizes = { partBytes, partCount };
    await keepUpload(
      { id, owner, name, bytes, mediaType, lastModified, ...sizes, wish, ...(handle && { handle }) },
      data,
    );
    return { id, ...sizes, urls: new Map(plan.parts.map((part) => [part.number, part.url])), arrived: new Set() };
  }

  /** What an upload begun earlier still lacks; null when it is no longer open, and a new one has to begin. */
  async #goOn(upload: { readonly id: string } & PlanSizes, signal: AbortSignal) {
    try {
      const path = `/api/v1/uploads/${upload.id}/parts?limit=0`;
      const { arrived } = await insist(() => this.opts.api.get<UploadParts>(path, signal), signal);
      return { ...upload, urls: new Map<number, string>(), arrived: new Set(arrived.map(({ number }) => number)) };
    } catch (error) {
      if (!isGone(error) && !(error instanceof Problem && error.code === 'upload.closed')) throw error;
      await forgetUpload(upload.id);
      return null;
    }
  }

  /** Four times a second is as often as anybody can read; the speed is that of the last few seconds. */
  #reporter(id: string): (bytes: number) => void {
    const recent: { at: number; bytes: number }[] = [];
    let told = 0;
    return (bytes) => {
      const at = performance.now();
      const file = this.uppy.getFile(id);
      if (!file || (at - told < 250 && bytes < (file.size ?? 0))) return;
      told = at;
      recent.push({ at, bytes });
      while (recent.length > 2 && at - (recent[0]?.at ?? at) > 6_000) recent.shift();
      const first = recent[0];
      const seconds = first ? (at - first.at) / 1000 : 0;
      if (first && seconds > 1) this.#mark(id, { bytesPerSecond: Math.max(0, (bytes - first.bytes) / seconds) });
      const uploadStarted = file.progress.uploadStarted ?? Date.now();
      this.uppy.emit('upload-progress', file, { uploadStarted, bytesUploaded: bytes, bytesTotal: file.size });
    };
  }

  #keyOf(id: string): string {
    const key = this.uppy.getFile(id)?.meta.key ?? crypto.randomUUID();
    this.#mark(id, { key });
    return key;
  }

  /** Uppy merges what is given into what is there, though its types ask for all of it. */
  #mark(id: string, change: Partial<FileMeta>): void {
    this.uppy.setFileMeta(id, change as FileMeta);
  }

  #abandon(file: DeskFile): void {
    this.#running.get(file.id)?.stop.abort(new DOMException('The upload was canceled.', 'AbortError'));
    const { upload } = file.meta;
    if (!upload || file.progress.uploadComplete) return;
    this.#free(upload.id);
  }

  #free(id: string): void {
    void forgetUpload(id);
    // one that got through all the same is not to be erased
    this.opts.api.delete(`/api/v1/uploads/${id}?state=open`).catch(() => undefined);
  }
}

type PlanSizes = { readonly partBytes: number; readonly partCount: number };
