import { lazy, Suspense } from 'react';
import { useArtifactLinks } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { Button } from '../parts/button.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { ArtifactList } from './artifact-list.tsx';
import { Frozen } from './frozen.tsx';
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
  const still = links.artifacts.find((artifact) => artifact !== main && artifact.kind === 'image');
  const isReadable = links.artifacts.every(({ state }) => state === 'ready');
  return (
    <div className={styles.results}>
      {!isReadable && <Frozen job={job.id} artifacts={links.artifacts} />}
      {main && isReadable && (
        <Suspense fallback={<div className={styles.stage} />}>
          <Stage result={main} source={links.source} still={still} />
        </Suspense>
      )}
      <ArtifactList artifacts={links.artifacts} />
      <Retention job={job} />
    </div>
  );
};
