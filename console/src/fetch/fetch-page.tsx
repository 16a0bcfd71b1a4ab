import { useCallback, useRef, useState } from 'react';
import { useMay } from '../api/api-context.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePageTitle, usePlace } from '../routing/router.ts';
import { AddressField } from './address-field.tsx';
import { bring } from './bring.ts';
import styles from './fetch-page.module.css';
import { ItemLook } from './item-look.tsx';
import { ListLook } from './list-look.tsx';
import { ManyAddresses } from './many-addresses.tsx';
import { seemsList } from './read-addresses.ts';
import { usualWishes, type Wishes } from './wishes.ts';

/**
 * One address. Whether it shows one or a list, the site says: at first it is looked at as what it seems to be, and once
 * more where it turns out to be the other.
 */
const One = ({ url }: { readonly url: string }) => {
  const [isList, setList] = useState(() => seemsList(url));
  const [cookies, setCookies] = useState('');
  const [wishes, setWishes] = useState<Wishes>(usualWishes);
  const [said, setSaid] = useState('');
  const turned = useRef(false);
  const turn = useCallback(() => {
    turned.current = true;
    setList((was) => !was);
  }, []);
  const turnOnce = useCallback(() => {
    if (!turned.current) turn();
  }, [turn]);
  const onCookies = (id: string) => {
    setCookies(id);
    setWishes({ ...wishes, cookies: id });
  };
  const look = {
    address: { url, cookies },
    ...{ onCookies, onOther: turn, onMistaken: turnOnce, onSeen: setSaid },
    ...{ wishes, onChange: (change: Partial<Wishes>) => setWishes({ ...wishes, ...change }) },
  };
  return (
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {isList ? <ListLook {...look} /> : <ItemLook {...look} />}
    </>
  );
};

const isAddress = (url: string | null): url is string => url !== null && /^https?:/.test(url) && URL.canParse(url);

export const FetchPage = () => {
  usePageTitle('Fetch');
  const mayWrite = useMay('write');
  const url = usePlace().query.get('url');
  const heading = useRef<HTMLHeadingElement>(null);
  if (!mayWrite)
    return (
      <Notice isPage icon="person" title="You can look, not fetch">
        Your account may see jobs but not start any. Whoever runs this installation can change that.
      </Notice>
    );
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1} ref={heading}>
        Fetch from the web
      </h1>
      {isAddress(url) ? (
        <>
          <AddressField
            key={url}
            label="Address"
            initial={url}
            onTake={(text) => {
              bring(text);
              heading.current?.focus();
            }}
          />
          <One key={`look ${url}`} url={url} />
        </>
      ) : (
        <ManyAddresses />
      )}
    </div>
  );
};
