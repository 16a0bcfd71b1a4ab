export declare const findPython: () => Promise<{ readonly name: string; readonly version: string }>;
