import { plainName, sentence } from '../words.ts';
import { html } from './html.ts';
import { button, heading, type Mail, page, paragraph, small } from './layout.ts';

export type BatchOver = {
  /** What a person calls the batch. */
  readonly name: string;
  /** What came of its items. */
  readonly notes: readonly string[];
  /** The batch in the console, where its files are. */
  readonly page: string;
  /** Why the reader is not whom the job named. */
  readonly aside: string | null;
};

/** One mail for all: its items have none of their own. */
export const batchOver = (about: BatchOver): Mail => {
  const subject = `Ready: ${plainName(about.name)}`;
  const outcome = sentence(about.notes.join(', '));
  const aside = about.aside === null ? [] : [sentence(about.aside)];
  return {
    subject,
    text: [`${plainName(about.name)} is over.`, outcome, `Its files: ${about.page}`, ...aside].join('\n\n'),
    html: page(subject, outcome, [
      heading('Your batch is over'),
      paragraph(html`<bdi>${plainName(about.name)}</bdi>`),
      paragraph(outcome),
      button('See its files', about.page),
      ...aside.map(small),
    ]),
  };
};
