import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { AreaField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './address-field.module.css';
import { onlyAddress, type ReadAddresses, readAddresses } from './read-addresses.ts';

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly onTake: (text: string) => void;
};

const replacesAll = ({ selectionStart, selectionEnd, value }: HTMLTextAreaElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length;

const none = 'There is no address in it. One begins with https:// or with a site’s name.';

/** Why there is nothing to look at; empty where there is. */
const faultOf = ({ found, bad }: ReadAddresses): string => {
  if (found.length > 0) return '';
  return bad.find(({ text }) => URL.canParse(text))?.reason ?? none;
};

/** Where addresses are pasted or typed. A single one that is pasted is taken at once; else by Enter, or the button. */
export const AddressField = ({ label, hint = '', initial = '', onTake }: Props) => {
  const [text, setText] = useState(initial);
  const [fault, setFault] = useState('');
  const take = () => {
    const read = readAddresses(text);
    setFault(faultOf(read));
    if (read.found.length > 0) onTake(text);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!replacesAll(event.currentTarget) || onlyAddress(pasted) === null) return;
    event.preventDefault();
    setText(pasted.trim());
    setFault('');
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
      {fault && <Remark>{fault}</Remark>}
    </form>
  );
};
