import { Command, CommanderError } from 'commander';
import { cookiesCommand } from './cookies.ts';
import { usage } from './installation.ts';
import { workerCommand } from './worker.ts';

const reelmill = new Command('reelmill')
  .description('A media engine of your own')
  .addCommand(workerCommand())
  .addCommand(cookiesCommand())
  .showHelpAfterError();

/** What Commander itself finds wrong ends as what we find wrong: by the exit code of a wrong use. */
const endings = (command: Command): void => {
  command.exitOverride((ended) => {
    const isUse = ended.exitCode === 1 && ended.code !== 'commander.error';
    throw isUse ? new CommanderError(usage.exitCode, ended.code, ended.message) : ended;
  });
  for (const inner of command.commands) endings(inner);
};
endings(reelmill);

try {
  await reelmill.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode;
}
