import { describe, expect, it } from 'vitest';
import { toolEnvironment } from '#shared/tools/environment.ts';

const ours = {
  ...{
    PATH: '/bin',
    HTTP_PROXY: 'http://else',
    http_proxy: 'http://else',
    no_proxy: '*',
    NO_PROXY: '*',
    ALL_PROXY: 'x',
  },
  ...{
    PYTHONPATH: '/evil',
    PYTHONSTARTUP: '/evil',
    XDG_CONFIG_HOME: '/home/me',
    NETRC: '/home/me/.netrc',
    LD_PRELOAD: '/evil',
  },
  ...{
    NODE_OPTIONS: '--require /evil',
    FFREPORT: 'file=/evil',
    SSLKEYLOGFILE: '/evil',
    AWS_SECRET_ACCESS_KEY: 'secret',
  },
};

describe('the environment of a tool', () => {
  it('holds nothing of ours but where programs and fonts are', () => {
    expect(Object.keys(toolEnvironment(ours, '/scratch')).sort()).toEqual([
      ...['HOME', 'LANG', 'PATH', 'PYTHONDONTWRITEBYTECODE', 'PYTHONNOUSERSITE', 'PYTHONSAFEPATH', 'TMPDIR', 'TZ'],
      'YTDLP_NO_PLUGINS',
    ]);
  });

  it('has the scratch folder as home, so that no configuration of a user is read', () => {
    expect(toolEnvironment(ours, '/scratch')).toMatchObject({
      HOME: '/scratch',
      TMPDIR: '/scratch',
      YTDLP_NO_PLUGINS: '1',
    });
  });

  it('names the guard for every scheme, and nobody who is to be reached without it', () => {
    const environment = toolEnvironment(ours, '/scratch', 'http://guard:x@127.0.0.1:1');
    const proxies = Object.entries(environment).filter(([name]) => /proxy/i.test(name));
    expect(proxies.map(([name]) => name.toLowerCase()).sort()).toEqual([
      ...['all_proxy', 'all_proxy', 'ftp_proxy', 'ftp_proxy', 'http_proxy', 'http_proxy', 'https_proxy', 'https_proxy'],
    ]);
    expect(new Set(proxies.map(([, value]) => value))).toEqual(new Set(['http://guard:x@127.0.0.1:1']));
  });
});
