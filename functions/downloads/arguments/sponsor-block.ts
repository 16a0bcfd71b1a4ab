import type { FetchWishes } from '../schema.ts';

export const sponsorBlock = ({ sponsorBlock: wish }: FetchWishes): string[] =>
  wish
    ? [
        ...(wish.mark.length > 0 ? [`--sponsorblock-mark=${wish.mark.join(',')}`] : []),
        ...(wish.remove.length > 0 ? [`--sponsorblock-remove=${wish.remove.join(',')}`] : []),
      ]
    : ['--no-sponsorblock'];
