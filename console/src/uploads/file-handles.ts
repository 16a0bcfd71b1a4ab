import type { ChosenFile } from './upload.ts';

/**
 * Chromium's File System Access API (https://wicg.github.io/file-system-access/): a handle may be kept in
 * IndexedDB, so that an upload goes on after a closed tab without choosing the file again. Elsewhere there is
 * just the file.
 */
type Permitted = { queryPermission?(wish: { mode: 'read' }): Promise<PermissionState> } & {
  requestPermission?(wish: { mode: 'read' }): Promise<PermissionState>;
};

type Picker = {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
};

type DroppedItem = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

const isFileHandle = (handle: FileSystemHandle | null | undefined): handle is FileSystemFileHandle =>
  handle?.kind === 'file';

/** Undefined where the browser has no such picker; nothing when the person thought better of it. */
export const pickFiles = (): Promise<ChosenFile[]> | undefined => {
  const { showOpenFilePicker } = window as Picker;
  if (!showOpenFilePicker) return undefined;
  return showOpenFilePicker
    .call(window, { multiple: true })
    .then((handles) => Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle }))))
    .catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') return [];
      throw error;
    });
};

const droppedFile = async (item: DroppedItem): Promise<ChosenFile | null> => {
  // Both must be asked for before the event is over.
  const file = item.getAsFile();
  const handle = await item.getAsFileSystemHandle?.().catch(() => null);
  if (handle && !isFileHandle(handle)) return null;
  return file && { file, ...(isFileHandle(handle) && { handle }) };
};

/** The files of a drop, without folders. */
export const droppedFiles = async (transfer: DataTransfer): Promise<ChosenFile[]> => {
  const files = await Promise.all(
    [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => droppedFile(item)),
  );
  return files.filter((file) => file !== null);
};

/** The file behind a kept handle; null when a person has to allow it again (`ask` may prompt) or it has gone. */
export const reopen = async (handle: FileSystemFileHandle, ask: boolean): Promise<File | null> => {
  const permitted = handle as Permitted;
  const wish = { mode: 'read' } as const;
  const standing = await (ask ? permitted.requestPermission?.(wish) : permitted.queryPermission?.(wish));
  if (standing !== undefined && standing !== 'granted') return null;
  return handle.getFile().catch(() => null);
};
