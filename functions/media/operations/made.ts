import type { Artifact } from '#shared/artifact.ts';

/** A finished file in the working folder; `file` is its name there and below the job's prefix. */
export type MadeFile = Pick<Artifact, 'name' | 'kind' | 'mediaType' | 'facts'> & { readonly file: string };

export type Made = {
  readonly main: MadeFile;
  /** Files that the main one refers to, such as segments; they are no artifacts of their own. */
  readonly beside: readonly { readonly file: string; readonly mediaType: string }[];
  readonly seconds: number | null;
};
