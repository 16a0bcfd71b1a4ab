export declare const ensureMediaTools: (say: (line: string) => void) => Promise<string>;
