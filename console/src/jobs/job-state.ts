import type { JobState } from '../api/types.ts';
import type { IconName } from '../parts/icon.tsx';

type Look = {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: 'lamp' | 'mill' | 'alarm' | 'idle';
};

export const looks: Readonly<Record<JobState, Look>> = {
  queued: { label: 'Waiting', icon: 'wait', tone: 'lamp' },
  running: { label: 'Working', icon: 'play', tone: 'lamp' },
  succeeded: { label: 'Done', icon: 'check', tone: 'mill' },
  failed: { label: 'Failed', icon: 'alert', tone: 'alarm' },
  canceled: { label: 'Canceled', icon: 'stop', tone: 'idle' },
  expired: { label: 'Files gone', icon: 'trash', tone: 'idle' },
};
