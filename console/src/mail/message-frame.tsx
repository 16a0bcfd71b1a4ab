import { useEffect, useRef } from 'react';
import styles from './message-frame.module.css';
import { pourMessage } from './pour-message.ts';

/**
 * A message as its reader sees it, in a frame that runs no script. Its styles are set through the CSSOM, since the
 * console's content security policy, which the frame has too, refuses them in the markup.
 */
export const MessageFrame = ({ title, html }: { readonly title: string; readonly html: string }) => {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const shown = frame.current;
    const into = shown?.contentDocument;
    if (!shown || !into) return;
    pourMessage(html, into);
    const grow = () => shown.style.setProperty('height', `${Math.max(200, into.documentElement.scrollHeight)}px`);
    grow();
    const watch = new ResizeObserver(grow);
    watch.observe(into.documentElement);
    return () => watch.disconnect();
  }, [html]);
  return (
    <iframe
      ref={frame}
      title={title}
      className={styles.frame}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    />
  );
};
