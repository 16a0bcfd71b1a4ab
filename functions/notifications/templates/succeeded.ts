import type { Artifact } from '#shared/artifact.ts';
import { instantInWords, plainName, playingTime, sizeInWords, spanInWords } from '../words.ts';
import { html, type Markup } from './html.ts';
import { button, facts, heading, link, type Mail, page, paragraph, small } from './layout.ts';

export type Succeeded = {
  /** What a person calls the job. */
  readonly name: string;
  readonly main: Pick<Artifact, 'name' | 'bytes' | 'facts'>;
  /** How many files it made besides. */
  readonly others: number;
  /** Our own address of the main file, and when it stops to work. */
  readonly download: string;
  readonly expiresAt: Date;
  readonly poster: string | null;
  /** The job in the console. */
  readonly page: string;
  readonly now: Date;
};

type Row = readonly [name: string, value: string];

const rowsOf = ({ main }: Succeeded): Row[] => {
  const { seconds, width, height } = main.facts ?? {};
  return [
    ['File', plainName(main.name)],
    ['Size', sizeInWords(main.bytes)],
    ...(seconds === undefined ? [] : [['Duration', playingTime(seconds)] as const]),
    ...(width === undefined || height === undefined ? [] : [['Picture', `${width} × ${height}`] as const]),
  ];
};

const picture = ({ poster, page, name }: Succeeded): Markup | null =>
  poster === null
    ? null
    : html`<p style="margin:0 0 20px"><a href="${page}"><img src="${poster}" alt="A still from ${plainName(name)}" width="494" style="display:block;width:100%;max-width:494px;height:auto;border:0;border-radius:8px"></a></p>`;

const until = ({ expiresAt, now }: Succeeded): string =>
  `The link works until ${instantInWords(expiresAt)}, ${spanInWords((expiresAt.getTime() - now.getTime()) / 1000)} from when this was sent.`;

const more = ({ others }: Succeeded): string | null =>
  others === 0 ? null : `${others === 1 ? 'One more file is' : `${others} more files are`} on the job's page.`;

export const succeeded = (about: Succeeded): Mail => {
  const [name, also] = [plainName(about.name), more(about)];
  return {
    subject: `Ready: ${name}`,
    text: [
      `${name} is ready.`,
      rowsOf(about)
        .map(([label, value]) => `${label}: ${value}`)
        .join('\n'),
      `Download: ${about.download}`,
      until(about),
      ...(also === null ? [] : [also]),
      `Job: ${about.page}`,
    ].join('\n\n'),
    html: page(`Ready: ${name}`, `${sizeInWords(about.main.bytes)}. ${until(about)}`, [
      heading('Your file is ready'),
      paragraph(html`<bdi>${name}</bdi>`),
      ...[picture(about)].filter((part) => part !== null),
      facts(rowsOf(about)),
      button('Download', about.download),
      small(until(about)),
      small(html`${also === null ? '' : `${also} `}${link('Open the job', about.page)}`),
    ]),
  };
};
