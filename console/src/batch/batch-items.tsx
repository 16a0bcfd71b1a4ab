import type { BatchItem } from '../api/source-types.ts';
import { saySentence } from '../format/format.ts';
import list from '../jobs/job-list.module.css';
import row from '../jobs/job-row.module.css';
import { JobRow } from '../jobs/job-row.tsx';
import { Icon } from '../parts/icon.tsx';

type Props = {
  readonly items: readonly BatchItem[];
  /** Whether those that have not begun will. */
  readonly isLive: boolean;
};

/** The API names the field of the request; here the address stands above. */
const plain = (message: string): string => message.replace(/^urls?(?:\.\d+)?: /, '');

/** An item for which nothing has begun, or never will. */
const Bare = ({ item: { title, url, refused }, isLive }: { readonly item: BatchItem } & Pick<Props, 'isLive'>) => (
  <li className={row.row} data-tone={refused ? 'alarm' : 'idle'}>
    <span className={row.mark}>
      <Icon name={refused ? 'alert' : 'wait'} size={18} />
    </span>
    <div>
      <p className={row.title}>{title ?? url}</p>
      <p className={row.about}>
        <span className={row.state}>{refused ? 'Refused' : isLive ? 'Waiting for its turn' : 'Not begun'}</span>
      </p>
      {refused && <p className={row.error}>{saySentence(plain(refused.message))}</p>}
    </div>
  </li>
);

export const BatchItems = ({ items, isLive }: Props) => (
  <ul className={list.list}>
    {items.map((item) =>
      item.job ? (
        <JobRow key={item.index} job={item.job} isItem />
      ) : (
        <Bare key={item.index} item={item} isLive={isLive} />
      ),
    )}
  </ul>
);
