import styles from './film-still.module.css';

/** One wide frame goes in on the left, a ladder of renditions comes out on the right. */
export const FilmStill = () => (
  <svg className={styles.still} viewBox="0 0 440 320" fill="none" aria-hidden="true" focusable="false">
    <g className={styles.source}>
      <rect x="12" y="84" width="176" height="152" rx="14" />
      <path d="M12 110h176M12 210h176" />
      <path
        d="M28 97h10M52 97h10M76 97h10M100 97h10M124 97h10M148 97h10M172 97h4M28 223h10M52 223h10M76 223h10M100 223h10M124 223h10M148 223h10M172 223h4"
        className={styles.holes}
      />
      <path d="m30 198 42-44 28 28 26-22 46 38" />
      <circle cx="140" cy="136" r="11" />
    </g>
    <g className={styles.wheel}>
      <circle cx="232" cy="160" r="26" />
      <path d="M232 134c9.2 7 9.2 19-.4 26M258 160c-7 9.2-19 9.2-26-.4M232 186c-9.2-7-9.2-19 .4-26M206 160c7-9.2 19-9.2 26 .4" />
    </g>
    <g className={styles.results}>
      <rect x="280" y="52" width="148" height="84" rx="10" />
      <rect x="280" y="156" width="106" height="60" rx="9" />
      <rect x="280" y="236" width="64" height="36" rx="7" />
      <path d="m345 82 22 12-22 12zM325 176l16 10-16 10zM306 246l11 8-11 8z" className={styles.play} />
    </g>
  </svg>
);
