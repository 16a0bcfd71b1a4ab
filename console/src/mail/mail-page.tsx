import { useMessages } from '../api/account-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Message } from '../api/types.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Link } from '../routing/link.tsx';
import { usePageTitle, usePlace } from '../routing/router.ts';
import styles from './mail-page.module.css';
import { MessageView } from './message-view.tsx';

const List = ({ messages, open }: { readonly messages: readonly Message[]; readonly open: string | undefined }) => (
  <nav aria-label="Messages" className={styles.list}>
    <ul>
      {messages.map(({ id, subject, to, at }) => (
        <li key={id}>
          <Link href={`/mail?message=${encodeURIComponent(id)}`} aria-current={id === open ? 'true' : undefined}>
            <span className={styles.subject}>{subject}</span>
            <span className={styles.about}>
              <span className={styles.to}>{to.join(', ')}</span>
              <Moment at={at} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

const Box = ({ messages }: { readonly messages: readonly Message[] }) => {
  const chosen = usePlace().query.get('message');
  const message = messages.find(({ id }) => id === chosen) ?? messages[0];
  if (!message)
    return (
      <Notice
        icon="mail"
        title="No mail yet"
        actions={
          <ButtonLink tone="primary" icon="add" href="/">
            Bring in a video
          </ButtonLink>
        }
      >
        When a job ends, its mail with the link shows here. No mail leaves this machine.
      </Notice>
    );
  return (
    <div className={styles.box}>
      <List messages={messages} open={message.id} />
      <MessageView key={message.id} message={message} />
    </div>
  );
};

export const MailPage = () => {
  usePageTitle('Mail');
  const { data: messages, error, refetch } = useMessages();
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1}>Mail</h1>
      {messages ? (
        <Box messages={messages} />
      ) : error ? (
        <Notice
          icon="alert"
          tone="alarm"
          title="The mail could not be loaded"
          actions={
            <Button icon="retry" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {sayError(error)}
        </Notice>
      ) : (
        <Loading what="mail" />
      )}
    </div>
  );
};
