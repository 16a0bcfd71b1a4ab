import { v5 } from 'uuid';
import type { JarToKeep } from './ports/kept-cookies.ts';

/** A UUIDv5 (RFC 9562 §5.5) under a namespace of our own: whoever pushes a site's cookies anew finds them under the id they had. */
const namespace = '6f1d2c3a-5b1e-4f6e-9a57-2f0c8e0d7b14';

export const jarId = ({ owner, site, name }: JarToKeep): string => v5(JSON.stringify([owner, site, name]), namespace);
