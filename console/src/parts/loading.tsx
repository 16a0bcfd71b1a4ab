import styles from './loading.module.css';

/** The shape of what is coming, so that the page does not jump when it does. */
export const Loading = ({ what, rows = 3 }: { readonly what: string; readonly rows?: number }) => (
  <div className={styles.loading}>
    <span className="visually-hidden" role="status">
      Loading {what}
    </span>
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
      <div key={row} className={styles.row} />
    ))}
  </div>
);
