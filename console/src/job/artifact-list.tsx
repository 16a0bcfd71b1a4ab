import type { Facts, LinkedArtifact } from '../api/types.ts';
import { sayBitrate, sayBytes, sayClock, sayCodec, sayFps } from '../format/format.ts';
import { ButtonLink } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import styles from './artifact-list.module.css';

/** The facts that apply, in the order in which people ask for them. */
const sayFacts = ({ seconds, width, height, fps, videoCodec, audioCodec, bitrate }: Facts): [string, string][] =>
  (
    [
      ['Length', seconds !== undefined && sayClock(seconds)],
      ['Picture', width !== undefined && height !== undefined && `${width} × ${height}`],
      ['Frame rate', fps !== undefined && sayFps(fps)],
      ['Video', videoCodec !== undefined && sayCodec(videoCodec)],
      ['Sound', audioCodec !== undefined && sayCodec(audioCodec)],
      ['Bit rate', bitrate !== undefined && sayBitrate(bitrate)],
    ] satisfies [string, string | false][]
  ).filter((fact): fact is [string, string] => fact[1] !== false);

const Item = ({ artifact }: { readonly artifact: LinkedArtifact }) => {
  const { name, bytes, mediaType, sha256, url, state, facts = {} } = artifact;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h3>{name}</h3>
          <p>
            {sayBytes(bytes)}, {mediaType}
          </p>
        </div>
        <div className={styles.actions}>
          {state === 'ready' && (
            <>
              <CopyButton text={url} what="Copy file link" />
              <ButtonLink small tone="primary" icon="download" href={url} download={name} away>
                Download
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <dl className={styles.facts}>
        {sayFacts(facts).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.sum}>
          <dt>SHA-256</dt>
          <dd>
            <code>{sha256}</code>
            <CopyButton bare text={sha256} what={`Copy the SHA-256 of ${name}`} />
          </dd>
        </div>
      </dl>
    </li>
  );
};

export const ArtifactList = ({ artifacts }: { readonly artifacts: readonly LinkedArtifact[] }) => (
  <section className={styles.files} aria-labelledby="files">
    <h2 id="files">{artifacts.length === 1 ? 'File' : 'Files'}</h2>
    <ul className={styles.items}>
      {artifacts.map((artifact) => (
        <Item key={artifact.name} artifact={artifact} />
      ))}
    </ul>
  </section>
);
