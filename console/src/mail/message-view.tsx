import { useState } from 'react';
import type { Message } from '../api/types.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { MessageFrame } from './message-frame.tsx';
import styles from './message-view.module.css';

export const MessageView = ({ message }: { readonly message: Message }) => {
  const [asText, setAsText] = useState(!message.html);
  return (
    <article className={styles.message} aria-labelledby="subject">
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 id="subject">{message.subject}</h2>
          <p>
            To {message.to.join(', ')}, <Moment at={message.at} exact />
          </p>
        </div>
        {message.html && (
          <Button small onClick={() => setAsText(!asText)}>
            {asText ? 'As designed' : 'As text'}
          </Button>
        )}
      </header>
      {asText || !message.html ? (
        <pre className={styles.text}>
          <Linked text={message.text} />
        </pre>
      ) : (
        <MessageFrame title={message.subject} html={message.html} />
      )}
    </article>
  );
};

/** A text with its addresses made links. */
const Linked = ({ text }: { readonly text: string }) =>
  text.split(/(https?:\/\/[^\s<>]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
