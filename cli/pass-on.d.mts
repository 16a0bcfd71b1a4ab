import type { ChildProcess } from 'node:child_process';

export declare const passOn: (child: ChildProcess) => Promise<number>;
