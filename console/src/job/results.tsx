import { lazy, type Ref, Suspense, useRef } from 'react';
import { useArtifactLinks } from '../api/job-queries.ts';
import type { ArtifactLinks, Job } from '../api/types.ts';
import { Awaited } from '../parts/awaited.tsx';
import type { Watch } from '../player/stage.tsx';
import { ArtifactList } from './artifact-list.tsx';
import { Frozen } from './frozen.tsx';
import styles from './results.module.css';
import { Retention } from './retention.tsx';

const Stage = lazy(() => import('../player/stage.tsx').then(({ Stage }) => ({ default: Stage })));

type ScreenProps = { readonly links: ArtifactLinks; readonly watch: Ref<Watch> };

const Screen = ({ links: { artifacts, source }, watch }: ScreenProps) => {
  const main = artifacts.find(({ kind }) => kind !== 'data' && kind !== 'subtitles');
  const still = artifacts.find((artifact) => artifact !== main && artifact.kind === 'image');
  return (
    main && (
      <Suspense fallback={<div className={styles.stage} />}>
        <Stage result={main} source={source} still={still} watch={watch} />
      </Suspense>
    )
  );
};

/** What the job made: to be looked at beside the source, saved, and kept for a while. */
export const Results = ({ job }: { readonly job: Job }) => {
  const watch = useRef<Watch>(null);
  return (
    <Awaited asked={useArtifactLinks(job)} what="the files" rows={2}>
      {(links) => (
        <div className={styles.results}>
          {links.artifacts.every(({ state }) => state === 'ready') ? (
            <Screen links={links} watch={watch} />
          ) : (
            <Frozen job={job.id} artifacts={links.artifacts} />
          )}
          <ArtifactList artifacts={links.artifacts} onWatch={() => watch.current?.()} />
          <Retention job={job} />
        </div>
      )}
    </Awaited>
  );
};
