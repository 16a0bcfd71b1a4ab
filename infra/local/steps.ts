import type { WriteStream } from 'node:tty';

export type Steps = {
  /**
   * Shows the work while it runs and how long it took; a failure says what to do. Work that ends without an error may
   * still have failed: `troubles` are then the lines that say why, and none when all is well.
   */
  readonly run: <T>(
    name: string,
    work: (say: (text: string) => void) => Promise<T>,
    troubles?: (result: T) => readonly string[],
  ) => Promise<T>;
  readonly say: (line: string) => void;
};

const seconds = (from: number): string => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** Several steps may run at once: in a terminal those running stay at the bottom, elsewhere each end is one line. */
export const createSteps = (out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): Steps => {
  const running = new Map<string, { readonly from: number; text: string }>();
  let drawn = 0;

  const erase = () => {
    if (drawn > 0) out.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = () => {
    if (!out.isTTY) return;
    for (const [name, { from, text }] of running) {
      out.write(
        `  · ${name} ${text ? `${text} ` : ''}(${seconds(from)})`.slice(0, (out.columns ?? 80) - 1).concat('\n'),
      );
      drawn += 1;
    }
  };
  const say = (line: string) => {
    erase();
    out.write(`${line}\n`);
    draw();
  };

  return {
    say,
    run: async (name, work, troubles = () => []) => {
      const step = { from: Date.now(), text: '' };
      running.set(name, step);
      const redraw = () => {
        erase();
        draw();
      };
      redraw();
      const clock = out.isTTY ? setInterval(redraw, 250) : undefined;
      const end = (mark: string) => {
        clearInterval(clock);
        running.delete(name);
        say(`  ${mark} ${name} (${seconds(step.from)})`);
      };
      try {
        const result = await work((text) => {
          step.text = text;
        });
        const why = troubles(result);
        end(why.length === 0 ? '✔' : '✘');
        for (const line of why) say(`    ${line}`);
        return result;
      } catch (failure) {
        end('✘');
        throw failure;
      }
    },
  };
};

/** `[██████░░░░] 60 % encoding` */
export const progressBar = (percent: number | undefined, stage: string, width = 24): string => {
  if (percent === undefined) return stage;
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
  return `[${'█'.repeat(full)}${'░'.repeat(width - full)}] ${String(Math.round(percent)).padStart(3)} % ${stage}`;
};
