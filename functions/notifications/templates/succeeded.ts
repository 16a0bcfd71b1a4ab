import type { Artifact } from '#shared/artifact.ts';
import { instantInWords, plainName, playingTime, sentence, sizeInWords, spanInWords, titled } from '../words.ts';
import { html, type Markup } from './html.ts';
import { button, facts, heading, link, type Mail, page, paragraph, small } from './layout.ts';

/** How the reader gets at it: by a link of ours that ends. */
export type Offer = { readonly to: 'download' | 'watch'; readonly address: string; readonly until: Date };

export type Succeeded = {
  /** What a person calls the job. */
  readonly name: string;
  /** What it became; null where its record does not tell. */
  readonly format: string | null;
  readonly main: Pick<Artifact, 'name' | 'bytes' | 'facts'>;
  /** How many files it made besides. */
  readonly others: number;
  readonly offer: Offer;
  readonly poster: string | null;
  /** The job in the console. */
  readonly page: string;
  /** Why the reader is not whom the job named. */
  readonly aside: string | null;
  readonly now: Date;
};

type Row = readonly [name: string, value: string];

const rowsOf = ({ main, format }: Succeeded): Row[] => {
  const { seconds, width, height } = main.facts ?? {};
  return [
    ['File', plainName(main.name)],
    ...(format === null ? [] : [['Format', plainName(format)] as const]),
    ['Size', sizeInWords(main.bytes)],
    ...(seconds === undefined ? [] : [['Duration', playingTime(seconds)] as const]),
    ...(width === undefined || height === undefined ? [] : [['Picture', `${width} × ${height}`] as const]),
  ];
};

const picture = ({ poster, page, name }: Succeeded): Markup | null =>
  poster === null
    ? null
    : html`<p style="margin:0 0 20px"><a href="${page}"><img src="${poster}" alt="A still from ${plainName(name)}" width="494" style="display:block;width:auto;height:auto;max-width:100%;max-height:360px;border:0;border-radius:8px"></a></p>`;

const label = { download: 'Download', watch: 'Watch' } as const;

const until = ({ offer, now }: Succeeded): string => {
  const span = spanInWords((offer.until.getTime() - now.getTime()) / 1000);
  return `The link works until ${instantInWords(offer.until)}, ${span} from when this was sent.`;
};

const more = ({ others }: Succeeded): string | null =>
  others === 0 ? null : `${others === 1 ? 'One more file is' : `${others} more files are`} on the job's page.`;

const textOf = (about: Succeeded): string => {
  const rows = rowsOf(about).map(([label, value]) => `${label}: ${value}`);
  const parts = [
    `${plainName(about.name)} is ready.`,
    rows.join('\n'),
    `${label[about.offer.to]}: ${about.offer.address}`,
    until(about),
    more(about),
    about.aside && sentence(about.aside),
  ];
  return [...parts.filter((part) => part !== null), `Job: ${about.page}`].join('\n\n');
};

const htmlOf = (about: Succeeded): Markup[] => [
  heading('Your file is ready'),
  paragraph(html`<bdi>${plainName(about.name)}</bdi>`),
  html`${picture(about)}`,
  facts(rowsOf(about)),
  button(label[about.offer.to], about.offer.address),
  small(until(about)),
  small(html`${more(about)} ${link('Open the job', about.page)}`),
  ...(about.aside === null ? [] : [small(sentence(about.aside))]),
];

export const succeeded = (about: Succeeded): Mail => {
  const subject = `Ready: ${titled(about)}`;
  const preview = `${sizeInWords(about.main.bytes)}. ${until(about)}`;
  return { subject, text: textOf(about), html: page(subject, preview, htmlOf(about)) };
};
