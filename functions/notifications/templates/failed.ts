import { advice } from '#shared/advice.ts';
import { errorTable, isErrorCode } from '#shared/errors.ts';
import type { JobError } from '#shared/job.ts';
import { plainName, sentence, titled } from '../words.ts';
import { html } from './html.ts';
import { button, heading, type Mail, page, panel, paragraph, small } from './layout.ts';

export type Failed = {
  /** What a person calls the job. */
  readonly name: string;
  /** What it was to become; null where its record does not tell. */
  readonly format: string | null;
  readonly id: string;
  readonly error: JobError;
  /** The job in the console. */
  readonly page: string;
  /** Why the reader is not whom the job named. */
  readonly aside: string | null;
};

type Story = { readonly what: string; readonly exactly: string | null; readonly toDo: string };

/** What went wrong, what exactly, and what to do. What is said of a source is whole by itself. */
const story = ({ code, message }: JobError): Story => {
  const known = isErrorCode(code) ? code : 'internal';
  const [kind, exactly, toDo] = [sentence(errorTable[known].title), sentence(message), advice[known]];
  if (known.startsWith('source.') || exactly === kind) return { what: exactly, exactly: null, toDo };
  return { what: kind, exactly, toDo };
};

export const failed = (about: Failed): Mail => {
  const name = plainName(about.name);
  const { what, exactly, toDo } = story(about.error);
  const code = plainName(about.error.code);
  const subject = `Failed: ${titled(about)}`;
  return {
    subject,
    text: [
      `${titled(about)} could not be finished.`,
      ['What went wrong:', what, exactly].filter(Boolean).join(' '),
      `What to do: ${toDo}`,
      `Job: ${about.page}`,
      about.aside && sentence(about.aside),
      `Error: ${code}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: page(subject, `${what} ${toDo}`, [
      heading('Your job could not be finished'),
      paragraph(html`<bdi>${name}</bdi>${about.format && ` as ${plainName(about.format)}`}`),
      panel([
        html`<p class="ink" style="margin:0 0 4px;font-weight:600;color:#171b21">${what}</p>`,
        ...(exactly === null
          ? []
          : [html`<p class="soft" style="margin:0;color:#566070;overflow-wrap:anywhere">${exactly}</p>`]),
      ]),
      paragraph(html`<strong>What to do.</strong> ${toDo}`),
      button('Open the job', about.page),
      ...(about.aside === null ? [] : [small(sentence(about.aside))]),
      small(`Job ${about.id}, error ${code}`),
    ]),
  };
};
