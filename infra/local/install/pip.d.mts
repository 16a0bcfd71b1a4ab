export declare const findPython: () => Promise<{ readonly name: string; readonly version: string }>;
export declare const fetchWheel: (
  pinned: { readonly file: string; readonly sha256: string },
  folder: string,
) => Promise<string>;
