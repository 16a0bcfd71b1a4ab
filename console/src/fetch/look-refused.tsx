import { Problem } from '../api/problem.ts';
import { type Address, useDownload } from '../api/source-queries.ts';
import { saySentence } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { Notice, Remark } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';
import { CookieChoice } from './cookie-choice.tsx';
import styles from './look-refused.module.css';
import { sayRefusal } from './say-refusal.ts';
import { adviceOn, wantsCookies } from './what-to-do.ts';
import { onceItBegins } from './wishes.ts';

type Props = {
  readonly error: Error;
  readonly address: Address;
  readonly onCookies: (id: string) => void;
  readonly onRetry: () => unknown;
};

/** A stream that is announced: nothing can be said of it yet, but it can be asked for. */
const WaitForIt = ({ address }: { readonly address: Address }) => {
  const download = useDownload();
  const start = () => download.mutate(onceItBegins(address), { onSuccess: ({ id }) => navigate(`/jobs/${id}`) });
  return (
    <>
      <Button tone="primary" icon="wait" onClick={start} busy={download.isPending}>
        Fetch it once it begins
      </Button>
      {download.error && <Remark>{sayRefusal(download.error)}</Remark>}
    </>
  );
};

/** Why nothing can be shown of an address, and the way on. */
export const LookRefused = ({ error, address, onCookies, onRetry }: Props) => {
  const code = error instanceof Problem ? error.code : '';
  return (
    <Notice
      icon="alert"
      tone="alarm"
      title={error instanceof Problem ? saySentence(error.title) : 'There was no answer.'}
      actions={
        <>
          {code === 'source.live-not-started' && <WaitForIt address={address} />}
          <Button icon="retry" onClick={() => void onRetry()}>
            Try again
          </Button>
        </>
      }
    >
      <p>{sayRefusal(error)}</p>
      {adviceOn(code) && <p>{adviceOn(code)}</p>}
      {wantsCookies(code) && (
        <div className={styles.cookies}>
          <CookieChoice url={address.url} value={address.cookies} onChange={onCookies} />
        </div>
      )}
    </Notice>
  );
};
