export declare const findPython: () => Promise<{
  readonly name: string;
  readonly version: string;
  readonly executable: string;
}>;
export declare const fetchWheel: (
  pinned: { readonly file: string; readonly sha256: string },
  folder: string,
) => Promise<string>;
/** Runs pip by hash and from wheels alone; the first argument is its command. */
export declare const findPip: (
  pinned: { readonly file: string; readonly sha256: string },
  folder: string,
) => Promise<(args: readonly string[]) => Promise<string>>;
