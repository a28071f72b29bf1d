import { describe, expect, it } from 'vitest';
import { browserName, endOf } from './rules';

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

describe('by what a session ended', () => {
  const limits = { idleMinutes: 30, hours: 12 };
  const at = new Date('2026-11-23T18:00:00+08:00');
  const ago = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
  const session = (started: number, seen: number, ended: number | null = null) => ({
    startedAt: ago(started),
    lastSeenAt: ago(seen),
    expiresAt: new Date(ago(started).getTime() + 24 * 3_600_000),
    endedAt: ended === null ? null : ago(ended),
  });
  it.each([
    ['nothing done for half an hour', session(120, 31), 'idle'],
    ['left open overnight: the half hour was over first', session(14 * 60, 13 * 60), 'idle'],
    ['worked through', session(12 * 60 + 1, 5), 'long'],
    ['ended elsewhere', session(120, 10, 5), 'ended'],
    ['ended elsewhere after it had run out', session(120, 60, 5), 'idle'],
    ['ended elsewhere before it would have', session(120, 60, 40), 'ended'],
    ['could still stand: its account was closed', session(120, 5), 'ended'],
  ])('%s', (_, given, how) => {
    expect(endOf(given, at, limits)).toBe(how);
  });
});
