import { describe, expect, it } from 'vitest';
import { Chance } from '@/db/testing/chance';
import { fold, gapKind } from './folding';
import { findPhrases } from './phrases';
import { gapSign } from './spelling';

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
    ['扫码免费领', 'contact hint 扫码免费领'],
    ['扫码领取红包', 'contact hint 扫码领取红包'],
    ['加好友领取资料', 'contact hint 加好友领'],
    ['签发人：某某\n秘　密\n关于…', 'secrecy warn 秘　密'],
    ['机　密', 'secrecy warn 机　密'],
    ['机 密★1年', 'secrecy warn 机 密★1年'],
    ['机.密★', 'secrecy warn 机.密★'],
    ['机密级★1年', 'secrecy warn 机密级★1年'],
    ['絕　密　★　1 0 年', 'secrecy warn 絕　密　★　1 0 年'],
    ['密 级 ： 机 密', 'secrecy warn 密 级 ： 机 密'],
    ['车主沪A 1 2 3 4 5请挪车', 'plate warn 沪A 1 2 3 4 5'],
    ['沪 A12345', 'plate warn 沪 A12345'],
    ['车牌沪 A·12 345', 'plate warn 沪 A·12 345'],
    ['豫-A-1-2-3-4警', 'plate warn 豫-A-1-2-3-4警'],
    ['加微 信 号 abcdefg', 'contact warn 微 信 号 abcdefg'],
    ['微·信：a b c 1 2 3', 'contact warn 微·信：a b c 1 2 3'],
    ['V X：abcdefg', 'contact warn V X：abcdefg'],
    ['Q Q 群 1 2 3 4 5 6', 'contact warn Q Q 群 1 2 3 4 5 6'],
    ['有意者私*聊*我*了*解', 'contact warn 私*聊*我*了*解'],
    ['扫 码 进 群 来 领 红 包', 'contact hint 扫 码 进 群 来 领 红 包'],
    ['b i t.ly/abc', 'link warn b i t.ly/abc'],
    ['点 t . c n / abc', 'link warn t . c n /'],
    ['h t t p : / /10.0.0.1/x', 'link warn h t t p : / /10.0.0.1/x'],
    ['w w w . b a d . c o m', 'link hint w w w . b a d . c o m'],
    ['example .com', 'link hint example .com'],
    ['bad.c o m', 'link hint bad.c o m'],
    ['请查收机密资料', 'secrecy warn 机密资料'],
    ['绝 密 文 件', 'secrecy warn 绝 密 文 件'],
    ['严禁外传，机密级档案', 'secrecy warn 机密级档案'],
    ['关于补偿的方案（秘密级）', 'secrecy warn 秘密级'],
    ['密级定为机密', 'secrecy warn 密级定为机密'],
    ['本材料属于国家秘密', 'secrecy warn 本材料属于国家秘密'],
    ['收到涉密文件一份', 'secrecy warn 收到涉密文件'],
    ['内部资料，不得外传', 'secrecy warn 内部资料，不得外传'],
    ['机密文件发群里了，不要告诉别人', 'secrecy warn 机密文件'],
    ['绝密文件发给大家看看，不要外传给别人', 'secrecy warn 绝密文件'],
    ['这份绝密文件刚流出来，大家不得随意讨论', 'secrecy warn 绝密文件'],
    ['机密文件应发给指定人员，不得复印', 'secrecy hint 机密文件'],
    ['不得将机密文件发到群里', 'secrecy hint 机密文件'],
    ['严禁通过微信传递绝密、机密文件', 'secrecy hint 机密文件'],
    ['严禁转发涉密文件', 'secrecy hint 转发涉密文件'],
    ['注意保护商业机密', 'secrecy hint 商业机密'],
    ['告诉大家一个国家机密', 'secrecy warn 国家机密'],
    ['某人将机密文件发至群内，受到处分', 'secrecy hint 机密文件'],
    ['张某将机密文件发到群里，传开了。次日被行政拘留', 'secrecy hint 机密文件'],
    ['不在微信群发机密文件', 'secrecy hint 机密文件'],
    ['禁止转发机密文件', 'secrecy hint 机密文件'],
    ['转发《关于禁止转发机密文件的通知》', 'secrecy hint 机密文件'],
    ['转发机密文件《关于严防泄密的意见》', 'secrecy warn 机密文件'],
    ['请专人保管。机密文件已发群内', 'secrecy warn 机密文件'],
    ['家住和平小区3号楼2单元501室', 'address warn 家住和平小区3号楼2单元501室'],
    ['家庭住址：和平路12号', 'address warn 家庭住址：和平路12号'],
    ['现住和平花园3-2-501', 'address warn 现住和平花园3-2-501'],
    ['住址 和平里八栋一单元三零二', 'address warn 住址 和平里八栋一单元三零二'],
    ['家住和平路12号3栋501室', 'address warn 家住和平路12号3栋501室'],
    [
      '家庭住址：历下区和平路12号和平花园3栋2单元501室',
      'address warn 家庭住址：历下区和平路12号和平花园3栋2单元501室',
    ],
    ['请到和平路12号3栋501室张大爷家', 'address warn 和平路12号3栋501室张大爷家'],
    ['12 号 3 栋 501 室 张 大 爷 家', 'address warn 12 号 3 栋 501 室 张 大 爷 家'],
    ['和平路12号3栋2单元501室张大爷家', 'address warn 和平路12号3栋2单元501室张大爷家'],
    ['3号楼2单元501张建国家漏水', 'address warn 3号楼2单元501张建国家'],
    ['3栋501室（独居老人张桂兰家）', 'address warn 3栋501室（独居老人张桂兰家'],
    ['和平路12号王奶奶家', 'address warn 和平路12号王奶奶家'],
    ['张大爷家（和平路12号3栋501室）', 'address warn 张大爷家（和平路12号3栋501室'],
    ['3 号 楼 2 单 元 501 室漏水', 'address hint 3 号 楼 2 单 元 501 室'],
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
    '保守国家机 密，人人有责',
    '机关保密工作，密件管理',
    '按密级（绝密、机密、秘密）分级管理',
    '2 0 2 6 年工作要点',
    '新 AB 2 0 2 6 年版',
    '乘坐南京 MU5137 航班',
    '系统更新 V12.10.30',
    '上线新 APP 2026 版',
    '四川 A1 2026 号',
    '沪A 2026 年起实施',
    '藏书 A 区 12 34 5 号',
    '微信、QQ 2026.11.23 起停用',
    'show xylophone, solv xylene',
    'Add 报名',
    '请查看 https: //www.gov.cn/zhengce',
    '新版 APP. 信息',
    '第 3 . 2 节',
    '扫码领取排队号，凭二维码申领居住证',
    '请扫码进群，服从领导',
    '《中华人民共和国保守国家秘密法》',
    '涉密人员管理，数据机密性，机密级计算机',
    '讲清什么是绝密级、机密级、秘密级',
    '工作秘密、内部资料不得外传',
    '该信息涉及国家秘密、商业秘密的，不予公开',
    '拟发信息是否涉密，由科室审查；本通知不涉密',
    '机密级以上文件由机要员送达',
    '办公地址：和平路12号街道办事处305室',
    '地点：和平花园3号楼2单元101室',
    '和平花园3号楼2单元101室社区居委会',
    '将姓名、住址（不填身份证号码）报送',
    '住址变更请到和平路12号派出所办理',
    '居住在和平小区1—12号楼、和平路12号院的居民',
    '住在3号楼2单元的居民请挪车',
    '3号楼2单元1至6层停水，3号楼2单元电梯维修',
    '大 家 在 和平路12号集合，三家在建单位位于和平路14号',
    '（秘密）投票；（秘密）不记名投票',
    '现住户共12户，政务大厅A座1201室',
    '居住地社区12月5日前登记',
    '住在5号楼100多户居民，家住3号楼200余人',
    '居住在和平路12号3栋的居民、和平路12号三栋二单元的居民',
    '和平路12号王府家具城、和平路12号张师傅家电维修、和平路12号李家庄社区',
    '3号楼101室温馨家园，3号楼101室周末居家，3号楼301室王老师家长会，3号楼305室张贴大家的意见',
    '请301、401室家中留人，和平路12号院10户人家，3号楼101室职工之家',
    '严格保守政府机密',
    '发现群成员发布涉密等违规内容及时提醒，做好群内信息的保密工作',
    '参会人员名单及讨论内容均需严格保密',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are told from long texts in time that grows with them', () => {
    const apart = [
      '机 ',
      '机 密 ',
      '密 级 ',
      '京 a 1 2 3 ',
      'h ',
      'h t t p : / / ',
      't . c n ',
      'a . ',
      '微 信 a ',
      '加 码 ',
      '机密 文',
      '内部资料',
      '住在',
      '住在1号楼',
      '1号楼',
      '1 号楼1单',
      '1号楼1室',
      '王大',
      '和平路',
      '1号',
    ];
    const lengthy = apart.map((part) => `${part.repeat(20_000 / part.length)}${'. '.repeat(10_000)}领a1.`);
    expect(lengthy.flatMap(found).filter((one) => /^(?:plate|secrecy|address)/.test(one))).toEqual([]);
    const long = `${'a-'.repeat(20_000)}${'京a'.repeat(20_000)}${'http://'.repeat(5_000)}${' '.repeat(20_000)}`;
    expect(found(long).every((one) => one.startsWith('link'))).toBe(true);
  });
});

describe('signs between the letters of a form', () => {
  const signs = [
    ' ',
    '　',
    '.',
    '·',
    '-',
    '_',
    '*',
    '★',
    '~',
    '|',
    '/',
    '—',
    '•',
    '●',
    '♥',
    '😀',
    '\u200b',
    '〔',
  ];
  const separators = (chance: Chance, most: number) =>
    chance.some(chance.below(most + 1), () => chance.one(signs)).join('');
  const forms = [
    ['绝密', '★5年', 'secrecy'],
    ['机密级', '☆', 'secrecy'],
    ['密级：秘密', '', 'secrecy'],
    ['机密', '', 'secrecy'],
    ['沪A12345', '', 'plate'],
    ['粤BD12345', '', 'plate'],
    ['微信号', 'abc12345', 'contact'],
    ['企鹅群', '12345678', 'contact'],
    ['私聊我领取', '', 'contact'],
    ['扫码领红包', '', 'contact'],
    ['t.cn/', 'abc', 'link'],
  ] as const;

  it.each(forms)('%s%s is found with two between any two', (letters, end, detector) => {
    const chance = new Chance(17);
    const hidden = chance.some(
      300,
      () => [...letters].map((letter, i) => (i ? separators(chance, 2) : '') + letter).join('') + end,
    );
    expect(hidden.filter((text) => !found(text).some((one) => one.startsWith(detector)))).toEqual([]);
  });

  it('and not with more', () => {
    const between = ' '.repeat(3);
    const far = forms.map(([letters, end]) => [...letters].join(between) + end);
    expect(far.flatMap(found)).toEqual([]);
  });

  it('are such as the words of dictionaries may have between them', () => {
    const one = new RegExp(`^${gapSign}$`);
    const units = Array.from({ length: 0xd800 }, (_, unit) => String.fromCharCode(unit));
    const matching = units.filter((text) => one.test(text) && fold(text).text === text);
    expect(matching.filter((text) => gapKind(text, 0) !== 1)).toEqual([]);
    expect(matching.length).toBeGreaterThan(1_000);
  });
});
