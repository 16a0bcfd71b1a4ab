#!/usr/bin/env node
// `reelmill`: hands over to Node 24, on whatever Node is on the machine.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from '../infra/local/bootstrap.mjs';
import { passOn } from './pass-on.mjs';

const program = join(root, 'cli/reelmill.ts');
const args = ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)];
process.exit(await passOn(spawn(node24, args, { stdio: 'inherit' })));
