/** IP addresses that no connection may be made to, by what they are. */
export const hostileIps: Readonly<Record<string, readonly string[]>> = {
  'this host': ['0.0.0.0', '0.0.0.1', '0.255.255.255', '::', '0:0:0:0:0:0:0:0'],
  loopback: ['127.0.0.1', '127.0.0.2', '127.1.2.3', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1', '0000::0001'],
  private: [
    ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
    ...['fc00::1', 'fd00::1', 'fdff:ffff::1'],
  ],
  'link-local': ['169.254.0.1', '169.254.255.255', 'fe80::1', 'febf::1', 'fe80::1%eth0', 'fec0::1'],
  'behind a carrier': ['100.64.0.1', '100.127.255.255'],
  metadata: [
    ...['169.254.169.254', '169.254.170.2', '169.254.170.23', '168.63.129.16', '100.100.100.200', '192.0.0.192'],
    ...['fd00:ec2::254', 'fd00:ec2:0:0::254', 'fd20:ce::254', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'],
  ],
  'set aside': [
    ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '192.175.48.1', '192.31.196.1', '192.52.193.1'],
    ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '240.0.0.1', '255.255.255.255'],
    ...['100::1', '100:0:0:1::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1', '3fff::1', '5f00::1'],
    ...['4000::1', '8000::1', 'e000::1', '2620:4f:8000::1'],
  ],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  mapped: [
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:192.168.1.1'],
    ...['::ffff:100.64.0.1', '::ffff:0.0.0.0', '::ffff:168.63.129.16'],
  ],
  'IPv4-compatible': ['::127.0.0.1', '::7f00:1', '::10.0.0.1', '::ffff:0:127.0.0.1', '::8.8.8.8'],
  NAT64: [
    ...['64:ff9b::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::c0a8:101', '64:ff9b:1::7f00:1'],
    ...['64:ff9b:1:7f00:0:1::', '64:ff9b:1:ffff::8.8.8.8', '64:ff9b:0:0:1::1'],
  ],
  '6to4': [
    '2002:7f00:1::',
    '2002:7f00:1::1',
    '2002:a00:1::',
    '2002:c0a8:101::1',
    '2002:a9fe:a9fe::1',
    '2002:808:808::1',
  ],
  Teredo: ['2001:0:4136:e378:8000:63bf:80ff:fffe', '2001::80ff:fffe', '2001:0:7f00:1::', '2001:0:a00:1::1'],
  ISATAP: ['2a00:1450::5efe:127.0.0.1', '2a00:1450::200:5efe:10.0.0.1', '2600::5efe:8.8.8.8'],
  'no address at all': [
    '',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '::g',
    '[::1]',
  ],
};

/** Addresses that are as public as any. */
export const publicIps: readonly string[] = [
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.1', '93.184.216.34', '100.63.255.255', '100.128.0.1'],
  ...[
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '192.169.0.1',
    '198.17.255.255',
    '198.20.0.1',
    '223.255.255.255',
  ],
  ...['2606:4700:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'],
];

/** Addresses on the web whose text alone tells that they are not to be fetched, by the trick in them. */
export const hostileUrls: Readonly<Record<string, readonly string[]>> = {
  'another scheme': [
    ...['file:///etc/passwd', 'file://localhost/etc/passwd', 'FILE:///etc/passwd', 'ftp://example.com/a.mp4'],
    ...['ftps://example.com/a', 'gopher://example.com:70/_x', 'data:video/mp4;base64,AAAA', 'javascript:alert(1)'],
    ...['rtmp://example.com/live', 'rtsp://example.com/a', 'mms://example.com/a', 'tcp://example.com:80', 'udp://example.com:80'],
    ...['concat:http://example.com/a|file:///etc/passwd', 'subfile,,start,0,end,9,,:/etc/passwd', 'crypto+http://example.com/a'],
    ...['pipe:0', 'pipe:', 'fd:', 'unix:/run/docker.sock', 'ws://example.com/', 'wss://example.com/', 'about:blank', 'blob:x'],
    ...['httpproxy://example.com/a', 'dict://example.com:11211/stat', 'ldap://example.com/', 'jar:http://example.com!/a'],
    ...['view-source:http://example.com/', 'ytsearch:anything', 'ytsearch5:anything', 'netrc:x', 'hls+http://example.com/a'],
  ],
  'no address': ['', ' ', 'example.com/video', '//example.com/a', '/video', 'http://', 'https://', 'http:///', '-o /etc/x', '--exec id'],
  loopback: [
    ...['http://127.0.0.1/', 'http://127.0.0.1:8080/', 'http://127.0.0.1./', 'https://127.9.9.9/', 'http://[::1]/'],
    ...['http://[0:0:0:0:0:0:0:1]/', 'http://[::1]:9333/', 'http://localhost/', 'http://LOCALHOST/', 'http://localhost./'],
    ...['http://a.localhost/', 'http://localhost.localdomain/', 'http://ip6-localhost/', 'http://0.0.0.0/', 'http://0/', 'http://[::]/'],
  ],
  'an IPv4 address in another notation': [
    ...['http://2130706433/', 'http://2130706433:8080/', 'http://0x7f000001/', 'http://0x7f.0.0.1/', 'http://0x7f.1/'],
    ...['http://017700000001/', 'http://0177.0.0.1/', 'http://0177.1/', 'http://127.1/', 'http://127.0.1/', 'http://127.0.0.01/'],
    ...['http://00000177.0.0.0x1/', 'http://0x7F.0X0.0.1/', 'http://3232235777/', 'http://0xc0a80101/', 'http://10.1/', 'http://0xa.1/'],
    ...['http://2852039166/latest/meta-data/', 'http://0xA9FEA9FE/', 'http://169.254.43518/', 'http://0251.0376.0251.0376/'],
    ...['http://１２７.０.０.１/', 'http://１２７。０。０。１/', 'http://127。0。0。1/', 'http://127．0．0．1/', 'http://①②⑦.⓪.⓪.①/'],
    ...['http://%31%32%37.0.0.1/', 'http://127.0.0.1%2e/', 'http://0x7f000001./', 'http://256.256.256.256/', 'http://127.0.0.1.1/'],
  ],
  'IPv6 around IPv4': [
    ...['http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::127.0.0.1]/', 'http://[::ffff:a9fe:a9fe]/'],
    ...['http://[64:ff9b::7f00:1]/', 'http://[64:ff9b::169.254.169.254]/', 'http://[64:ff9b:1::10.0.0.1]/', 'http://[2002:7f00:1::]/'],
    ...['http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/', 'http://[fe80::1%25lo]/', 'http://[fd00:ec2::254]/', 'http://[fc00::1]/'],
  ],
  'metadata services': [
    ...['http://169.254.169.254/latest/meta-data/iam/', 'http://169.254.170.2/v2/credentials', 'http://168.63.129.16/machine'],
    ...['http://100.100.100.200/', 'http://192.0.0.192/', 'http://metadata.google.internal/', 'http://metadata.google.internal./'],
    ...['http://metadata/', 'http://instance-data/', 'http://instance-data.ec2.internal/', 'http://METADATA.GOOGLE.INTERNAL/'],
  ],
  'a name within a network': [
    ...['http://intranet/', 'http://printer/', 'http://router.local/', 'http://nas.lan/', 'http://x.internal/', 'http://wiki.corp/'],
    ...['http://box.home/', 'http://box.home.arpa/', 'http://abc.onion/', 'http://x.alt/', 'http://kubernetes.default.svc/'],
    ...['http://api.service.consul/', 'http://1.0.0.127.in-addr.arpa/', 'http://x.invalid/', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'http://ｌｏｃａｌｈｏｓｔ/'],
  ],
  'no host name': ['http://a..b/', 'http://example.com../', 'http://../', `http://${'a'.repeat(64)}.com/`, `http://${'a.'.repeat(127)}com/`],
  'user names': [
    ...['http://user@example.com/', 'http://user:pass@example.com/', 'http://example.com@127.0.0.1/', 'http://:pass@example.com/'],
    ...['http://127.0.0.1#@example.com/', 'http://example.com%40127.0.0.1@127.0.0.1/', 'http://a:b@127.0.0.1:80@example.com/'],
  ],
  'what readers read differently': [
    ...['http://example.com\\@127.0.0.1/', 'http:\\\\127.0.0.1\\a', 'http://127.0.0.1\\.example.com/', 'http://exa\tmple.com/'],
    ...['http://exam\nple.com/', 'http://example.com/\r\nHost: 127.0.0.1', ' http://example.com/', 'http://example.com/a b', 'http://example.com/\0'],
  ],
  'ports of other services': [
    ...['http://example.com:22/', 'http://example.com:25/', 'http://example.com:21/', 'http://example.com:110/', 'http://example.com:6379/'],
    ...['http://example.com:11211/', 'http://example.com:2375/', 'https://example.com:10250/', 'http://example.com:6667/', 'http://example.com:0/'],
    ...['http://example.com:1/', 'http://example.com:993/', 'http://example.com:5060/', 'http://example.com:65536/', 'http://example.com:99999/'],
  ],
  'without end': [`http://example.com/${'a'.repeat(5000)}`],
}; // biome-ignore format: lists to scan

/** Names on the web that lead to where nobody may go; the text does not tell. */
export const hostileNames: Readonly<Record<string, readonly string[]>> = {
  'localtest.me': ['127.0.0.1'],
  'anything.lvh.me': ['127.0.0.1', '::1'],
  '127.0.0.1.nip.io': ['127.0.0.1'],
  '7f000001.sslip.io': ['127.0.0.1'],
  'rebind.example.net': ['93.184.216.34', '127.0.0.1'],
  'rebind6.example.net': ['2606:4700::1', '::1'],
  'mapped.example.net': ['::ffff:10.0.0.1'],
  'nat64.example.net': ['64:ff9b::a00:1'],
  'metadata.example.net': ['169.254.169.254'],
  'wire.example.net': ['168.63.129.16'],
  'nowhere.example.net': [],
};

/** Addresses that must keep working. */
export const goodUrls: readonly string[] = [
  ...[
    'https://example.com/video',
    'http://example.com:8080/a.m3u8',
    'https://example.com:8443/',
    'https://1.1.1.1/',
    'http://[2606:4700:4700::1111]/',
  ],
  ...[
    'https://münchen.de/',
    'https://xn--mnchen-3ya.de/a?b=c#d',
    'https://EXAMPLE.com./x',
    'https://例え.テスト.jp/',
    'https://a_b.example.com/',
  ],
  ...[
    `https://example.com/${'a'.repeat(4000)}`,
    'https://example.com/%40127.0.0.1',
    'https://localhost.example.com/',
    'https://127-0-0-1.example.com/',
  ],
];
