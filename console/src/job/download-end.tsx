import { useState } from 'react';
import { useMay } from '../api/api-context.tsx';
import { sayError } from '../api/problem.ts';
import { useDownload } from '../api/source-queries.ts';
import type { Job } from '../api/types.ts';
import { placeOf } from '../fetch/bring.ts';
import { CookieChoice } from '../fetch/cookie-choice.tsx';
import { adviceOn, wantsCookies } from '../fetch/what-to-do.ts';
import { askAgain } from '../fetch/wishes.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Remark } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';
import { End, Failure } from './end.tsx';
import styles from './job-end.module.css';

type Props = { readonly job: Job };

/** One of several on a page has no address of its own: only its batch can ask for it again. */
const hasAddress = ({ request }: Job): boolean =>
  (request['place'] as { readonly item?: unknown } | undefined)?.item === undefined;

/** The same once more, as a job of its own. */
const useAgain = ({ request }: Job) => {
  const download = useDownload();
  return {
    error: download.error,
    isPending: download.isPending,
    begin: (change: { readonly cookies?: { readonly id: string }; readonly reuse?: false } = {}) =>
      download.mutate({ ...askAgain(request), ...change }, { onSuccess: ({ id }) => navigate(`/jobs/${id}`) }),
  };
};

const OtherWishes = ({ job }: Props) => (
  <ButtonLink href={placeOf(String(job.request['url']))} icon="add">
    Other wishes for it
  </ButtonLink>
);

/** For what a site shows to some people only. */
const WithCookies = ({ job }: Props) => {
  const [cookies, setCookies] = useState('');
  const { begin, isPending, error } = useAgain(job);
  return (
    <div className={styles.cookies}>
      <CookieChoice url={String(job.request['url'])} value={cookies} onChange={setCookies} />
      {cookies && (
        <Button tone="primary" icon="retry" busy={isPending} onClick={() => begin({ cookies: { id: cookies } })}>
          Fetch it with these cookies
        </Button>
      )}
      {error && <Remark>{sayError(error)}</Remark>}
    </div>
  );
};

const Anew = ({ job }: Props) => {
  const { begin, isPending, error } = useAgain(job);
  return (
    <>
      <div className={styles.ways}>
        <Button tone="primary" icon="retry" busy={isPending} onClick={() => begin()}>
          Fetch it again
        </Button>
        <OtherWishes job={job} />
      </div>
      {error && <Remark>{sayError(error)}</Remark>}
    </>
  );
};

/** A download that ended without files: what happened, and the way on. */
export const DownloadEnd = ({ job }: Props) => {
  const { state, error } = job;
  const mayAsk = useMay('write') && hasAddress(job);
  if (state === 'failed' && error)
    return (
      <Failure error={error} advice={adviceOn(error.code)}>
        {mayAsk && wantsCookies(error.code) && <WithCookies job={job} />}
        {mayAsk && <OtherWishes job={job} />}
      </Failure>
    );
  if (state === 'canceled')
    return (
      <End icon="stop" title="This download was canceled.">
        <p>What had been fetched is thrown away.</p>
        {mayAsk && <Anew job={job} />}
      </End>
    );
  if (state === 'expired')
    return (
      <End icon="trash" title="The files of this download are gone.">
        <p>Their time was up, or they were deleted.</p>
        {mayAsk && <Anew job={job} />}
      </End>
    );
  if (state === 'succeeded' && job.artifacts.length === 0)
    return (
      <End icon="check" title="There was nothing to fetch.">
        <p>You have fetched it before, and asked for what is new only.</p>
      </End>
    );
  return null;
};
