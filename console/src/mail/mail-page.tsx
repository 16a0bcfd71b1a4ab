import { useMessages } from '../api/account-queries.ts';
import type { Message } from '../api/types.ts';
import { Awaited } from '../parts/awaited.tsx';
import { ButtonLink } from '../parts/button.tsx';
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

const NoMail = () => (
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

const Box = ({ messages }: { readonly messages: readonly Message[] }) => {
  const chosen = usePlace().query.get('message');
  const message = messages.find(({ id }) => id === chosen) ?? messages[0];
  if (!message) return null;
  return (
    <div className={styles.box}>
      <List messages={messages} open={message.id} />
      <MessageView key={message.id} message={message} />
    </div>
  );
};

export const MailPage = () => {
  usePageTitle('Mail');
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1}>Mail</h1>
      <Awaited asked={useMessages()} what="the mail" empty={([first]) => (first ? null : <NoMail />)}>
        {(messages) => <Box messages={messages} />}
      </Awaited>
    </div>
  );
};
