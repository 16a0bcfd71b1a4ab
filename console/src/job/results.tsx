import { lazy, Suspense, useState } from 'react';
import { useArtifactLinks } from '../api/job-queries.ts';
import type { ArtifactLinks, Job } from '../api/types.ts';
import { Awaited } from '../parts/awaited.tsx';
import { ArtifactList } from './artifact-list.tsx';
import { Frozen } from './frozen.tsx';
import styles from './results.module.css';
import { Retention } from './retention.tsx';

const Stage = lazy(() => import('../player/stage.tsx').then(({ Stage }) => ({ default: Stage })));

type ScreenProps = { readonly links: ArtifactLinks; readonly wanted: number };

const Screen = ({ links: { artifacts, source }, wanted }: ScreenProps) => {
  const main = artifacts.find(({ kind }) => kind !== 'data' && kind !== 'subtitles');
  const still = artifacts.find((artifact) => artifact !== main && artifact.kind === 'image');
  return (
    main && (
      <Suspense fallback={<div className={styles.stage} />}>
        <Stage result={main} source={source} still={still} wanted={wanted} />
      </Suspense>
    )
  );
};

/** What the job made: to be looked at beside the source, saved, and kept for a while. */
export const Results = ({ job }: { readonly job: Job }) => {
  const [wanted, setWanted] = useState(0);
  return (
    <Awaited asked={useArtifactLinks(job)} what="the files" rows={2}>
      {(links) => (
        <div className={styles.results}>
          {links.artifacts.every(({ state }) => state === 'ready') ? (
            <Screen links={links} wanted={wanted} />
          ) : (
            <Frozen job={job.id} artifacts={links.artifacts} />
          )}
          <ArtifactList artifacts={links.artifacts} onWatch={() => setWanted(wanted + 1)} />
          <Retention job={job} />
        </div>
      )}
    </Awaited>
  );
};
