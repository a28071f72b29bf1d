import { expect, it } from 'vitest';
import { browserName } from './rules';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36', 'Chrome · Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 Version/18 Safari/605', 'Safari · macOS'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0', '微信 · iOS'],
  [
    'Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0',
    '企业微信 · Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['curl/8', '未知浏览器'],
  [null, '未知浏览器'],
])('tells browsers apart: %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
