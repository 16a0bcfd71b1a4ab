type Locked = Record<string, { version?: string; optional?: boolean; extraneous?: boolean }>;

export declare const root: string;
export declare const node24: string;
export declare const isInstalled: (wanted: Locked, installed: Locked) => boolean;
export declare const ensureNodeModules: () => Promise<boolean>;
export declare const run: (
  command: string,
  args: readonly string[],
  options?: { env?: NodeJS.ProcessEnv; cwd?: string; signal?: AbortSignal },
) => Promise<string>;
