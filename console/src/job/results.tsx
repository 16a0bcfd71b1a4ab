import { lazy, Suspense } from 'react';
import { useArtifactLinks } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { Button } from '../parts/button.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { ArtifactList } from './artifact-list.tsx';
import styles from './results.module.css';
import { Retention } from './retention.tsx';

const Stage = lazy(() => import('../player/stage.tsx').then(({ Stage }) => ({ default: Stage })));

/** What the job made: to be looked at beside the source, saved, and kept for a while. */
export const Results = ({ job }: { readonly job: Job }) => {
  const { data: links, error, refetch } = useArtifactLinks(job);
  if (error && !links)
    return (
      <Notice
        icon="alert"
        tone="alarm"
        title="The files could not be loaded"
        actions={
          <Button icon="retry" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {sayError(error)}
      </Notice>
    );
  if (!links) return <Loading what="the files" rows={2} />;
  const main = links.artifacts.find(({ kind }) => kind !== 'data' && kind !== 'subtitles');
  return (
    <div className={styles.results}>
      {main && (
        <Suspense fallback={<div className={styles.stage} />}>
          <Stage result={main} source={links.source} />
        </Suspense>
      )}
      <ArtifactList artifacts={links.artifacts} />
      <Retention job={job} />
    </div>
  );
};
