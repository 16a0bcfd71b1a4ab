export declare const held: <T>(path: string, work: () => Promise<T>) => Promise<T>;
