import { expect, test } from 'vitest';
import { maskSecrets } from '#shared/tools/mask.ts';

test.each([
  ['[error] http://h:1/a?X-Amz-Signature=1: Invalid data', '[error] http://h:1/a?…: Invalid data'],
  ["Opening 'https://h/a?b=c&d=e' for reading", "Opening 'https://h/a?…' for reading"],
  ['http://h/a?b http://h/c?d', 'http://h/a?… http://h/c?…'],
  ['via http://guard:s3cret@127.0.0.1:4711 to ftp://me@host/x', 'via http://…@127.0.0.1:4711 to ftp://…@host/x'],
  ["[debug] Proxy map: {'http': 'http://u:p@127.0.0.1:1'}", "[debug] Proxy map: {'http': 'http://…@127.0.0.1:1'}"],
  ['Cookie: session=abc; user=me', 'Cookie: …'],
  ['Cookie: a="quoted"; session=abc', 'Cookie: …'],
  [String.raw`{"Cookie": "a=\"q\"; b=c", "Host": "h"}`, '{"Cookie": …, "Host": "h"}'],
  ['< set-cookie: session=abc; Path=/', '< set-cookie: …'],
  ["headers={'Cookie': 'a=b; c=\"d\"', 'Accept': '*/*'}", "headers={'Cookie': …, 'Accept': '*/*'}"],
  ['{"cookie":"a=b","accept":"*/*"}', '{"cookie":…,"accept":"*/*"}'],
  [
    String.raw`send: b'GET / HTTP/1.1\r\nCookie: a=b; c=d\r\nHost: h\r\n'`,
    String.raw`send: b'GET / HTTP/1.1\r\nCookie: …\r\nHost: h\r\n'`,
  ],
  ['Authorization: Bearer abc.def', 'Authorization: …'],
  ['Proxy-Authorization: Basic Z3VhcmQ6eA==', 'Proxy-Authorization: …'],
  ['asked with bearer abc.def, refused', 'asked with bearer …, refused'],
  ['X-Goog-Api-Key: AIza', 'X-Goog-Api-Key: …'],
  ["'--add-headers=Cookie:a=b'", "'--add-headers=Cookie:…"],
  ['  File "/home/me/yt_dlp/YoutubeDL.py", line 4', '  File "…/YoutubeDL.py", line 4'],
  ["['--username', 'me', '--video-password', 's3', '-f']", "['--username', '…', '--video-password', '…', '-f']"],
])('of %j the log keeps %j', (line, kept) => {
  expect(maskSecrets(line)).toBe(kept);
});

test.each([
  'is this a question?',
  'ERROR: [fixture] 7: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies',
  'The cookies are no longer valid',
  'mailto me@example.com at 12:30',
  '[download]  50.0% of 3.00MiB at 1.00MiB/s ETA 00:01',
  'this video needs a --video-password',
])('%j holds no secret', (line) => expect(maskSecrets(line)).toBe(line));

test('a hostile line is masked in no time', () => {
  const began = performance.now();
  for (const part of ['http://', "Cookie: '", 'a://', '--password ', 'Bearer '])
    maskSecrets(part.repeat(4000 / part.length));
  expect(performance.now() - began).toBeLessThan(1000);
});
