import { advice } from '#shared/advice.ts';
import { errorTable, isErrorCode } from '#shared/errors.ts';
import type { JobError } from '#shared/job.ts';
import { plainName } from '../words.ts';
import { html } from './html.ts';
import { button, heading, type Mail, page, panel, paragraph, small } from './layout.ts';

export type Failed = {
  /** What a person calls the job. */
  readonly name: string;
  readonly id: string;
  readonly error: JobError;
  /** The job in the console. */
  readonly page: string;
};

const sentence = (text: string): string => {
  const clean = plainName(text, 400);
  return `${clean.charAt(0).toUpperCase()}${clean.slice(1)}${/[.!?…]$/.test(clean) ? '' : '.'}`;
};

/** What went wrong, what exactly, and what to do, each a sentence. */
const story = ({ code, message }: JobError) => {
  const known = isErrorCode(code) ? code : 'internal';
  return { what: sentence(errorTable[known].title), exactly: sentence(message), toDo: advice[known] };
};

export const failed = (about: Failed): Mail => {
  const name = plainName(about.name);
  const { what, exactly, toDo } = story(about.error);
  const reference = `Job ${about.id}, error ${plainName(about.error.code)}`;
  return {
    subject: `Failed: ${name}`,
    text: [
      `${name} could not be finished.`,
      `What went wrong: ${what} ${exactly}`,
      `What to do: ${toDo}`,
      `Job: ${about.page}`,
      reference,
    ].join('\n\n'),
    html: page(`Failed: ${name}`, `${what} ${toDo}`, [
      heading('Your job could not be finished'),
      paragraph(html`<bdi>${name}</bdi>`),
      panel([
        html`<p class="ink" style="margin:0 0 4px;font-weight:600;color:#171b21">${what}</p>`,
        html`<p class="soft" style="margin:0;color:#566070;overflow-wrap:anywhere">${exactly}</p>`,
      ]),
      paragraph(html`<strong>What to do.</strong> ${toDo}`),
      button('Open the job', about.page),
      small(reference),
    ]),
  };
};
