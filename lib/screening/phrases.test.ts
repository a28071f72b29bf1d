import { describe, expect, it } from 'vitest';
import { fold } from './folding';
import { findPhrases } from './phrases';

const found = (text: string) => {
  const folded = fold(text);
  return findPhrases(folded).map(
    ({ detector, severity, from, to }) =>
      `${detector} ${severity} ${text.slice(folded.starts[from], folded.ends[to - 1])}`,
  );
};

describe('forms that are found', () => {
  it.each([
    ['京A12345', 'plate warn 京A12345'],
    ['请粤Ｂ·12345车主挪车', 'plate warn 粤Ｂ·12345'],
    ['沪AD12345 挡住通道', 'plate warn 沪AD12345'],
    ['豫A1234警', 'plate warn 豫A1234警'],
    ['秘密★5年', 'secrecy warn 秘密★5年'],
    ['机密 ☆ 启封前', 'secrecy warn 机密 ☆ 启封前'],
    ['密级：绝密', 'secrecy warn 密级：绝密'],
    ['附件\n机密\n关于…', 'secrecy warn 机密'],
    ['绝密★长期', 'secrecy warn 绝密★长期'],
    ['见 https://example.com/a?b=1，谢谢', 'link hint https://example.com/a?b=1'],
    ['打开 www.example.com 看看', 'link hint www.example.com'],
    ['http://10.0.0.1/x.apk', 'link warn http://10.0.0.1/x.apk'],
    ['加微信：abc12345', 'contact warn 微信：abc12345'],
    ['V信 abc12345', 'contact warn V信 abc12345'],
    ['qq群 123456789', 'contact warn qq群 123456789'],
    ['扫码进来领红包', 'contact hint 扫码进来领红包'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

describe('forms that are none', () => {
  it.each([
    '新ABCDEF',
    '京城 A 座 1201',
    '国家秘密分为绝密、机密、秘密三级',
    '严守机密，严防泄密',
    'https://www.gov.cn/zhengce/2026.htm',
    '邮箱 office@example.com',
    '第 3.2 节',
    '微信小程序“随手拍”',
    '请在微信群内接龙',
    'QQ 传输',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are told from long texts in time that grows with them', () => {
    const long = `${'a-'.repeat(20_000)}${'京a'.repeat(20_000)}${'http://'.repeat(5_000)}${' '.repeat(20_000)}`;
    expect(found(long).every((one) => one.startsWith('link'))).toBe(true);
  });
});
