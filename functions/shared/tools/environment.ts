const passedOn = ['PATH', 'FONTCONFIG_FILE', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'SystemRoot'] as const;

/**
 * What a tool sees of our environment: where programs and fonts are, and its scratch folder as home.
 * No credentials, and no proxy either: sources are read from a loopback address.
 */
export const toolEnvironment = (all: NodeJS.ProcessEnv, scratch: string): Record<string, string> => {
  const kept = passedOn.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]));
  return { ...Object.fromEntries(kept), HOME: scratch, TMPDIR: scratch, LANG: 'C.UTF-8', TZ: 'UTC' };
};
