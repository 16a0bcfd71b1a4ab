import styles from './wheel.module.css';

/** The mark: a reel that is a mill wheel. It turns while work is under way. */
export const Wheel = ({ turning = false, size = 28 }: { readonly turning?: boolean; readonly size?: number }) => (
  <svg
    className={turning ? styles.turning : styles.still}
    width={size}
    height={size}
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.6"
    strokeLinecap="round"
    aria-hidden="true"
    focusable="false"
  >
    <circle cx="16" cy="16" r="12.5" />
    <path d="M16 3.5c4.4 3.4 4.4 9.1-.2 12.5M28.5 16c-3.4 4.4-9.1 4.4-12.5-.2M16 28.5c-4.4-3.4-4.4-9.1.2-12.5M3.5 16c3.4-4.4 9.1-4.4 12.5.2" />
  </svg>
);
