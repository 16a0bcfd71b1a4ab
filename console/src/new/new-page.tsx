import { useEffect, useState } from 'react';
import { usePresets } from '../api/account-queries.ts';
import { useConnection, useMay } from '../api/api-context.tsx';
import { useJobPage } from '../api/job-queries.ts';
import type { Preset } from '../api/types.ts';
import { AddressField } from '../fetch/address-field.tsx';
import { bring, isList, textOf } from '../fetch/bring.ts';
import { readAddresses } from '../fetch/read-addresses.ts';
import { JobList } from '../jobs/job-list.tsx';
import { Awaited } from '../parts/awaited.tsx';
import { Notice, Remark } from '../parts/notice.tsx';
import { Link } from '../routing/link.tsx';
import { usePageTitle } from '../routing/router.ts';
import type { ChosenFile } from '../uploads/upload.ts';
import { useUploads } from '../uploads/upload-desk.tsx';
import { DropArea } from './drop-area.tsx';
import { MailField } from './mail-field.tsx';
import styles from './new-page.module.css';
import { PresetPicker } from './preset-picker.tsx';
import { UploadList } from './upload-list.tsx';

const Lately = () => {
  const { data } = useJobPage('limit=8');
  if (!data || data.jobs.length === 0) return null;
  return (
    <section className={styles.lately} aria-labelledby="lately">
      <div className={styles.row}>
        <h2 id="lately">Lately</h2>
        <Link href="/jobs">All jobs</Link>
      </div>
      <JobList jobs={data.jobs.slice(0, 4)} />
    </section>
  );
};

const hasAddress = (text: string): boolean => readAddresses(text).found.length > 0;

/** What is pasted beside all fields is meant for the page. */
const useStrayPaste = () => {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isField && hasAddress(text)) bring(text);
    };
    window.addEventListener('paste', take);
    return () => window.removeEventListener('paste', take);
  }, []);
};

const Web = () => {
  useStrayPaste();
  return (
    <section className={styles.web} aria-label="From the web">
      <AddressField
        label="From the web"
        hint="The address of a video, a playlist or a channel; or many, one a line."
        onTake={bring}
      />
    </section>
  );
};

const Work = ({ presets }: { readonly presets: readonly Preset[] }) => {
  const { config, me } = useConnection();
  const { refused, add } = useUploads();
  const [preset, setPreset] = useState(me.defaultPreset ?? presets[0]?.name ?? '');
  const [email, setEmail] = useState('');
  const wish = { preset, ...(email && { email }) };
  const take = async (chosen: ChosenFile[]) => {
    const lists = chosen.flatMap(({ file }) => (isList(file) ? file : []));
    const media = chosen.filter(({ file }) => !lists.includes(file));
    if (media.length > 0 || lists.length === 0) await add(media, wish);
    if (lists.length > 0) bring(await textOf(lists));
  };
  return (
    <div className={styles.work}>
      <div className={styles.choice}>
        <PresetPicker presets={presets} chosen={preset} onChoose={setPreset} />
        <MailField own={me.email} value={email} onChange={setEmail} />
      </div>
      <div className={styles.files}>
        <DropArea
          maxBytes={config.maxUploadBytes}
          onFiles={(files) => void take(files)}
          onText={(text) => hasAddress(text) && bring(text)}
        />
        {refused.map((sentence) => (
          <Remark key={sentence}>{sentence}</Remark>
        ))}
        <UploadList wish={wish} />
        <Lately />
      </div>
    </div>
  );
};

export const NewPage = () => {
  usePageTitle('New');
  const mayWrite = useMay('write');
  const presets = usePresets();
  return (
    <>
      <h1 tabIndex={-1}>Bring in a video</h1>
      <p className={styles.lead}>Paste an address, or choose a format and add your files. The rest runs by itself.</p>
      {!mayWrite ? (
        <Notice icon="person" title="You can look, not upload">
          Your account may see jobs but not start any. Whoever runs this installation can change that.
        </Notice>
      ) : (
        <>
          <Web />
          <Awaited asked={presets} what="the formats" rows={4}>
            {(known) => <Work presets={known} />}
          </Awaited>
        </>
      )}
    </>
  );
};
