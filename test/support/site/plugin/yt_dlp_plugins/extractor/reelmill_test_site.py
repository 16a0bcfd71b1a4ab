"""The site of the tests as yt-dlp sees sites it knows: what there is, the site itself tells, as JSON under /data/."""

from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.utils import ExtractorError, InAdvancePagedList, urljoin

_ORIGIN = r'(?P<origin>http://127\.0\.0\.1:\d+)'


class _SiteIE(InfoExtractor):
    def _data(self, url, name, query=None):
        origin = self._match_valid_url(url)['origin']
        return self._download_json(urljoin(f'{origin}/data/', url[len(origin) + 1:]), name, query=query)


class ReelmillTestItemIE(_SiteIE):
    IE_NAME = 'reelmill:test'
    _VALID_URL = _ORIGIN + r'/watch/(?P<id>[\w-]+)'

    def _refuse(self, name, message, by=None):
        if by == 'geo':
            self.raise_geo_restricted(message, countries=['CH'])
        if by == 'login':
            self.raise_login_required(message, method='cookies')
        if by == 'drm':
            self.report_drm(name)
        raise ExtractorError(message, expected=True)

    def _real_extract(self, url):
        name = self._match_id(url)
        item = self._data(url, name)
        if refused := item.pop('refused', None):
            self._refuse(name, **refused)
        if message := item.pop('no_formats', None):
            self.raise_no_formats(message, expected=True, video_id=name)
        formats, subtitles = item.pop('formats', []), item.pop('subtitles', {})
        live = item['live_status'] == 'is_live'
        if manifest := item.pop('dash', None):
            more, texts = self._extract_mpd_formats_and_subtitles(manifest, name, mpd_id='dash')
            formats, subtitles = formats + more, self._merge_subtitles(subtitles, texts)
        if manifest := item.pop('hls', None):
            more, texts = self._extract_m3u8_formats_and_subtitles(manifest, name, 'mp4', m3u8_id='hls', live=live)
            formats, subtitles = formats + more, self._merge_subtitles(subtitles, texts)
        return {**item, 'formats': formats, 'subtitles': subtitles}


class ReelmillTestYoutubeIE(ReelmillTestItemIE):
    """A video of YouTube that none has: its id names a port and an item of the site there."""

    IE_NAME = 'reelmill:test:youtube'
    _VALID_URL = r'https://www\.youtube\.com/watch\?v=rm(?P<port>\d{5})(?P<id>[a-z]{4})$'

    def _data(self, url, name, query=None):
        port = self._match_valid_url(url)['port']
        return self._download_json(f'http://127.0.0.1:{port}/data/watch/{name}', name, query=query)


class ReelmillTestListIE(_SiteIE):
    IE_NAME = 'reelmill:test:list'
    _VALID_URL = _ORIGIN + r'/(?P<kind>playlist|channel)/(?P<id>\d+)'

    def _entry(self, entry):
        return self.url_result(entry.pop('url'), ReelmillTestItemIE, entry.pop('id'), entry.pop('title'), **entry)

    def _real_extract(self, url):
        name = self._match_id(url)
        first = self._data(url, name)
        count, size, entries = first.pop('count'), first.pop('pageSize'), first.pop('entries')

        def page(number):
            found = entries if number == 0 else self._data(url, name, query={'page': number})['entries']
            return [self._entry(dict(entry)) for entry in found]

        pages = InAdvancePagedList(page, -(-count // size), size)
        return self.playlist_result(pages, first.pop('id'), first.pop('title'), playlist_count=count, **first)
