const passedOn = ['PATH', 'FONTCONFIG_FILE', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'SystemRoot'] as const;

/**
 * In the environment and not among the arguments, which every user of the machine can read: it holds the password of the
 * proxy. ffmpeg knows `http_proxy` alone, yt-dlp reads them all, curl and Node the upper ones too. No `no_proxy`, ever.
 */
const behind = (proxy: string): Record<string, string> => {
  const names = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy'];
  return Object.fromEntries(names.flatMap((name) => [name, name.toUpperCase()]).map((name) => [name, proxy]));
};

/** What a Python program of ours must not pick up: plugins, packages of the user, modules beside what was fetched. */
const python = { YTDLP_NO_PLUGINS: '1', PYTHONNOUSERSITE: '1', PYTHONSAFEPATH: '1', PYTHONDONTWRITEBYTECODE: '1' };

/**
 * What a tool sees of our environment: where programs and fonts are, and its scratch folder as home.
 * No credentials, and no proxy but the guard's, for a tool that reads the web; others read a loopback address.
 */
export const toolEnvironment = (all: NodeJS.ProcessEnv, scratch: string, proxy?: string): Record<string, string> => {
  const kept = passedOn.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]));
  return {
    ...Object.fromEntries(kept),
    ...python,
    ...{ HOME: scratch, TMPDIR: scratch, LANG: 'C.UTF-8', TZ: 'UTC' },
    ...(proxy !== undefined && behind(proxy)),
  };
};
