/** More specific ones first: Edge and WeCom also call themselves Chrome. */
const browsers: readonly [RegExp, string][] = [
  [/wxwork/i, '企业微信'],
  [/micromessenger/i, '微信'],
  [/dingtalk/i, '钉钉'],
  [/lark|feishu/i, '飞书'],
  [/edg(e|a|ios)?\//i, 'Edge'],
  [/firefox|fxios/i, 'Firefox'],
  [/qqbrowser/i, 'QQ 浏览器'],
  [/chrome|crios/i, 'Chrome'],
  [/safari/i, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/windows/i, 'Windows'],
  [/harmonyos|openharmony/i, '鸿蒙'],
  [/android/i, 'Android'],
  [/iphone|ipad/i, 'iOS'],
  [/mac os/i, 'macOS'],
  [/uos|kylin/i, '国产系统'],
  [/linux/i, 'Linux'],
];

const first = (list: readonly [RegExp, string][], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** `Chrome · Windows`, good enough to know one's own sessions apart. */
export function browserName(userAgent: string | null): string {
  const parts = [first(browsers, userAgent ?? ''), first(systems, userAgent ?? '')].filter(Boolean);
  return parts.join(' · ') || '未知浏览器';
}
