import type { Facts, LinkedArtifact } from '../api/types.ts';
import { sayBitrate, sayBytes, sayClock, sayCodec, sayFps } from '../format/format.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { isHls } from '../player/media.ts';
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

type Props = { readonly artifacts: readonly LinkedArtifact[]; readonly onWatch: () => void };

type ItemProps = { readonly artifact: LinkedArtifact; readonly isMain: boolean; readonly onWatch: () => void };

/** A ladder is a playlist and its segments: its playlist alone is of no use on a disk, so it is watched, or handed on. */
const Uses = ({ artifact: { name, url, kind }, isMain, onWatch }: ItemProps) =>
  kind === 'playlist' ? (
    <>
      <CopyButton text={url} what="Copy watch link" />
      <Button small tone="primary" icon="play" onClick={onWatch}>
        Watch
      </Button>
    </>
  ) : (
    <>
      <CopyButton text={url} what="Copy file link" />
      <ButtonLink small tone={isMain ? 'primary' : 'plain'} icon="download" href={url} download={name} away>
        Download
      </ButtonLink>
    </>
  );

const sayKind = ({ kind, mediaType }: LinkedArtifact): string =>
  kind === 'playlist' ? `${isHls({ mediaType }) ? 'HLS' : 'DASH'} ladder, all its parts together` : mediaType;

const Item = (props: ItemProps) => {
  const { name, kind, bytes, sha256, state, facts = {} } = props.artifact;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h3>{name}</h3>
          <p>
            {sayBytes(bytes)}, {sayKind(props.artifact)}
          </p>
        </div>
        <div className={styles.actions}>{state === 'ready' && <Uses {...props} />}</div>
      </div>
      <dl className={styles.facts}>
        {sayFacts(facts).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {kind !== 'playlist' && (
          <div className={styles.sum}>
            <dt>SHA-256</dt>
            <dd>
              <code>{sha256}</code>
              <CopyButton bare text={sha256} what={`Copy the SHA-256 of ${name}`} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
};

export const ArtifactList = ({ artifacts, onWatch }: Props) => (
  <section className={styles.files} aria-labelledby="files">
    <h2 id="files">{artifacts.length === 1 ? 'File' : 'Files'}</h2>
    <ul className={styles.items}>
      {artifacts.map((artifact, index) => (
        <Item key={artifact.name} artifact={artifact} isMain={index === 0} onWatch={onWatch} />
      ))}
    </ul>
  </section>
);
