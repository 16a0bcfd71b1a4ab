/** Line icons on a 20-unit grid, drawn for this console. */
const paths = {
  add: 'M10 4v12M4 10h12',
  alert: 'M10 3.2 17.6 16.4H2.4zM10 8.2v3.6M10 14.1v.1',
  audio:
    'M8 15.2V5l7.5-1.6v10M8 15.2a2.3 2 0 1 1-4.6 0 2.3 2 0 0 1 4.6 0M15.5 13.4a2.3 2 0 1 1-4.6 0 2.3 2 0 0 1 4.6 0',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7.5 7.5h8v9h-8zM12.5 7.5v-4h-8v9h3',
  down: 'm5 8 5 5 5-5',
  download: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  forward: 'm7.5 4.5 5.5 5.5-5.5 5.5',
  full: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4',
  image: 'M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M12.5 7.5v.1',
  jobs: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h8',
  ladder: 'M6 3v14M14 3v14M6 6.5h8M6 10h8M6 13.5h8',
  leave: 'M8 3.5H3.5v13H8M12.5 6l4 4-4 4M16.5 10H7.5',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3l-.9.9M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l.9-.9',
  mail: 'M3 4.5h14v11H3zM3 5.5l7 5.5 7-5.5',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  moon: 'M16.5 11.8A7 7 0 1 1 8.2 3.5a5.6 5.6 0 0 0 8.3 8.3z',
  pause: 'M7 4.5v11M13 4.5v11',
  person: 'M10 9.8a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.8 17a6.2 6.2 0 0 1 12.4 0',
  play: 'M6.5 4v12l9.5-6z',
  quiet: 'M3.5 8v4h2.7L10 15.2V4.8L6.2 8zM13 8l4 4M17 8l-4 4',
  retry: 'M16 10a6 6 0 1 1-1.9-4.4M16.3 2.8v3.7h-3.7',
  screen: 'M3 4h14v9.5H3zM7 16.8h6M10 13.5v3.3',
  sound: 'M3.5 8v4h2.7L10 15.2V4.8L6.2 8zM13 7.5a3.5 3.5 0 0 1 0 5M15.2 5.3a6.6 6.6 0 0 1 0 9.4',
  stop: 'M5.5 5.5h9v9h-9z',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M15.3 4.7l-1.2 1.2M5.9 14.1l-1.2 1.2',
  trash: 'M3.5 5.5h13M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  upload: 'M10 13V3.5M6 7l4-4 4 4M3.5 13.5v3h13v-3',
  video: 'M2.5 5h10.5v10H2.5zM13 8.8l4.5-2.8v8L13 11.2',
  wait: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6.2V10l2.7 1.8',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === 'more' ? 2.6 : 1.6}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
);
