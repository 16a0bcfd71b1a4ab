import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '#shared/errors.ts';
import { type WorkContext, type WorkPorts, work } from '#shared/operation.ts';
import { mostItems } from '../batch-schema.ts';
import { addressOf, chooseItems, spanOf } from '../choose-items.ts';
import { listArguments } from '../download-arguments.ts';
import { type ListJson, listJson } from '../list-info.ts';
import type { ListEntry } from '../list-views.ts';
import type { Span } from '../page-of-list.ts';
import type { FetchWishes } from '../schema.ts';
import { entriesOf } from '../view-list.ts';
import { askYtDlp } from './ask-yt-dlp.ts';
import { expand } from './expand.ts';
import { type Visit, visitSite } from './visit-site.ts';

/** Pages of lists, the largest with thousands of items. */
const mostBytes = 512 * 1024 ** 2;
/** A channel is divided into tabs; a list of lists is none of that. */
const mostTabs = 10;

const fileName = 'listing.json';

type Desk = {
  readonly wishes: FetchWishes;
  readonly context: WorkContext;
  readonly ports: Pick<WorkPorts, 'web' | 'sites' | 'cookieJars'>;
};

const ask = async (url: string, span: Span, visit: Visit, { wishes, context }: Desk): Promise<ListJson> => {
  const machine = { ...visit.web.machine, ...(visit.cookies && { cookies: visit.cookies }) };
  const list = listJson.safeParse(
    await askYtDlp(listArguments({ url, wishes }, machine, span), { url, wishes }, visit, context),
  );
  if (list.success) return list.data;
  throw new EngineError('source.no-stream', 'there is no list at this address: ask for it with POST /api/v1/download');
};

const read = async (url: string, span: Span, desk: Desk): Promise<ListJson> => {
  const journey = {
    request: { url, wishes: desk.wishes },
    context: desk.context,
    ports: desk.ports,
    maxBytes: mostBytes,
  };
  return (await visitSite(journey, { withCookies: false }, (visit) => ask(url, span, visit, desk))).answer;
};

const isList = ({ kind }: ListEntry): boolean => kind === 'list';

/** The items of the tabs behind each other, in the place of the tabs. */
const throughTabs = async (entries: readonly ListEntry[], span: Span, desk: Desk): Promise<ListEntry[]> => {
  const all: ListEntry[] = entries.filter((entry) => !isList(entry));
  for (const { url } of entries.filter(isList).slice(0, mostTabs)) {
    if (all.length >= span.last) break;
    all.push(...entriesOf(await read(url, span, desk)).filter((entry) => !isList(entry)));
  }
  return all.slice(0, mostItems).map((entry, at) => ({ ...entry, index: at + 1 }));
};

export const expandRun = work(expand, async ({ from, wishes }, context, ports) => {
  context.log(`yt-dlp ${await ports.web.version()}`);
  context.report({ stage: 'reading the list' });
  const desk = { wishes, context, ports };
  const span = spanOf(from);
  const list = await read(from.url, span, desk);
  const listed = entriesOf(list);
  const entries = listed.some(isList) ? await throughTabs(listed, span, desk) : listed;
  const chosen = chooseItems(entries, from);
  context.log(`${entries.length} items were read, ${chosen.length} are meant`);
  if (chosen.length === 0)
    throw new EngineError('source.no-stream', `of the ${entries.length} items that were read none is meant`);

  const page = { url: from.url, title: list.title };
  const path = join(context.scratch, fileName);
  const key = `${context.prefix.work}${fileName}`;
  await writeFile(path, JSON.stringify(chosen.map((entry) => addressOf(entry, page))));
  await ports.media.save(path, key, { mediaType: 'application/json', signal: context.signal });
  return { listing: key, title: list.title };
});
