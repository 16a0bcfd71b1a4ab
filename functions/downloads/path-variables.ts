/** What a path template may name. */
export const pathVariables = [
  'id',
  'title',
  'safe_title',
  'ext',
  'uploader',
  'channel',
  'date',
  'year',
  'month',
  'random',
  'playlist',
  'playlist_index',
  'resolution',
  'duration',
  'site',
  'index',
] as const;
export type PathVariable = (typeof pathVariables)[number];

/** Folders and the file itself. */
const mostSegments = 6;

const known: readonly string[] = pathVariables;

/** What is wrong with a template, or null. */
export const faultOfTemplate = (template: string): string | null => {
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name = '']) => name)
    .find((name) => !known.includes(name));
  if (unknown !== undefined)
    return `there is no {${unknown}}; there are ${known.map((name) => `{${name}}`).join(', ')}`;
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) return 'a bracket stands alone';
  if (/^[/\\]|\\/.test(template)) return 'a path is relative, and its folders are parted by /';
  const segments = template.split('/');
  if (segments.length > mostSegments) return `at most ${mostSegments - 1} folders`;
  if (segments.some((segment) => /^\.+$/.test(segment))) return '. and .. are no folders here';
  if (segments.some((segment) => /^[\s.]*$/.test(segment))) return 'a folder or file has no name';
  return null;
};
