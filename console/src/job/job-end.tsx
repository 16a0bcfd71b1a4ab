import type { Job } from '../api/types.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { AnotherFormat } from './another-format.tsx';
import { End, Failure } from './end.tsx';

const upload = (
  <ButtonLink href="/" icon="add">
    Upload another file
  </ButtonLink>
);

/** An end without a result: what happened, and what to do about it. */
export const JobEnd = ({ job }: { readonly job: Job }) => {
  const { state, error } = job;
  if (state === 'failed' && error)
    return (
      <Failure error={error}>
        {!error.retryable && (error.code === 'rendition.impossible' ? <AnotherFormat job={job} /> : upload)}
      </Failure>
    );
  if (state === 'canceled')
    return (
      <End icon="stop" title={<>This job was canceled{job.endedAt && <> {<Moment at={job.endedAt} />}</>}.</>}>
        <p>What was made so far is thrown away. The source stays: “Another format” begins anew without uploading.</p>
        {upload}
      </End>
    );
  if (state === 'expired')
    return (
      <End icon="trash" title="The files of this job are gone.">
        <p>
          Their time was up, or they were deleted. As long as the source is there, “Another format” makes new ones
          without uploading.
        </p>
        {upload}
      </End>
    );
  return null;
};
