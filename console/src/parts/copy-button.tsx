import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

type Props = { readonly text: string; readonly what: string; readonly bare?: boolean; readonly small?: boolean };

/** Puts `text` on the clipboard and says for a moment that it did. */
export const CopyButton = ({ text, what, bare = false, small = true }: Props) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  const said = outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Copying was refused' : what;
  return (
    <>
      <Button
        small={small}
        tone={bare ? 'quiet' : 'plain'}
        bare={bare}
        icon={outcome === 'copied' ? 'check' : 'copy'}
        onClick={copy}
      >
        {bare ? what : said}
      </Button>
      <span className="visually-hidden" role="status">
        {outcome ? said : ''}
      </span>
    </>
  );
};
