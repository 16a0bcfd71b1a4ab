import { Command } from 'commander';
import { workerCommand } from './worker.ts';

await new Command('reelmill')
  .description('A media engine of your own')
  .addCommand(workerCommand())
  .showHelpAfterError()
  .parseAsync();
