import { batch } from './batch.ts';
import { look } from './browse.ts';
import { download } from './download.ts';
import { transcode } from './transcode.ts';
import type { Workflow } from './workflow.ts';

export const workflows: readonly Workflow[] = [batch, download, look, transcode];
