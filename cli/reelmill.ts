import { Command } from 'commander';
import { cookiesCommand } from './cookies.ts';
import { workerCommand } from './worker.ts';

await new Command('reelmill')
  .description('A media engine of your own')
  .addCommand(workerCommand())
  .addCommand(cookiesCommand())
  .showHelpAfterError()
  .parseAsync();
