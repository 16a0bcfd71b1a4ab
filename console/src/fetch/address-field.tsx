import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { AreaField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './address-field.module.css';
import { onlyAddress, readAddresses } from './read-addresses.ts';

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly onTake: (text: string) => void;
};

const replacesAll = ({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length;

/** Where addresses are pasted or typed. A single one that is pasted is taken at once; else by Enter, or the button. */
export const AddressField = ({ label, hint = '', initial = '', onTake }: Props) => {
  const [text, setText] = useState(initial);
  const [missing, setMissing] = useState(false);
  const take = () => {
    const hasOne = readAddresses(text).found.length > 0;
    setMissing(!hasOne);
    if (hasOne) onTake(text);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!replacesAll(event.currentTarget) || onlyAddress(pasted) === null) return;
    event.preventDefault();
    setText(pasted.trim());
    setMissing(false);
    onTake(pasted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    take();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <AreaField
        label={label}
        hint={hint}
        rows={1}
        placeholder="https://"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" tone={initial ? 'plain' : 'primary'} icon="forward">
        Look
      </Button>
      {missing && <Remark>There is no address in it. One begins with https:// or with a site’s name.</Remark>}
    </form>
  );
};
