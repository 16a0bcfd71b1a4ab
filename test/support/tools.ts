import { delimiter, join } from 'node:path';

/** The pinned programs come before whatever the machine has; tests call them by name, as the engine does. */
const pinned = join(import.meta.dirname, '..', '..', '.reelmill', 'tools', 'bin');
process.env['PATH'] = [pinned, process.env['PATH']].join(delimiter);
