import { either, gap, pattern, spread, spreads } from './spelling';

/** How papers are marked as secret, on their face and in prose, as patterns of folded text. */

const level = spreads('绝密 机密 秘密');
const grade = `(?:${gap}级)?`;
const term = `(?:${gap}(?:\\d(?:${gap}\\d)?${gap}(?:年|${spread('个月')}|月)|${spreads('长期 启封前')}))?`;
/** What counts up with others is spoken of in general: 分为绝密级、机密级、秘密级. */
const first = '(?<![、和或与及至到])';
const last = '(?![、和或与及至到])';
/** Elections are held by （秘密）无记名投票. */
const ballot = `(?:[无不]${gap}记${gap}名)?${gap}${spreads('投票 写票 填写 划票 表决 选举')}`;

/** Markings; `秘　密` with a blank between is how official documents print them. */
export const marking = pattern(
  [
    `${level}${grade}${gap}[★☆⭐✩✪✭*※]${term}`,
    `${spread('密级')}(?:[: ]{0,3}|${gap}:${gap}|${gap}(?:[为是]|定为)${gap})${level}${last}`,
    `^[ \\t]{0,40}${level}${grade}[ \\t]{0,40}(?:$|[!:])`,
    `[([【]${gap}${level}${grade}${gap}[)\\]】](?!${gap}${ballot})`,
  ],
  'gm',
);

const paper = either([
  spreads('文件 资料 材料 图纸 档案 情报 公文 电报 文电 文档 名单 纪要 数据 信息 消息'),
  '件(?!数)',
]);
/** What follows a grade where it is spoken of in general: 机密级以上, 机密级计算机, 涉密人员. */
const general = '别 以 计算机 信息系统 人员 载体 事项 会议 场所 部门 单位 网络 存储 设备 国家秘密'
  .split(' ')
  .join('|');
const passedOn = either('转发 发送 发布 发到 发给 发一 发份 上传 分享 附上 查收 收到 拍了'.split(' '));
const thisPaper =
  '(?:(?:本|此|该|这[份个篇张]?|以下|上述)(?:文件|资料|材料|表格?|图|名单|方案|通知|内容|信息|文稿|稿件|纪要|数据|件|文)|附件|这)';
const isSecret = '(?:属于?|为|系|是|涉及|列为|定为)(?:国家|商业|工作)?(?:绝密|机密|秘密)|涉密';
const internal = spreads('内部文件 内部资料 内部材料 内部文稿 内部名单 内部信息 内部数据 内部通报 内部掌握');
const ban = either('不得 严禁 禁止 请勿 切勿 不要 不准 不可 不能 勿'.split(' '));
const spreading =
  '(?:对外|向外|随意|擅自|私自)?(?:外传|外泄|外流|扩散|公开|转发|传播|传阅|流出|流传|截屏|拍照|泄露|泄密)';

/** Papers that are called secret or internal: 绝密文件, 本材料属于国家秘密, 内部资料不得外传. */
export const secretPaper = pattern([
  `${level}${grade}(?:${gap}的)?${gap}${paper}`,
  `${spread('保密')}${gap}${spreads('文件 资料 材料')}(?![柜室袋盒])`,
  `(?<!保守)${spreads('国家机密 军事机密 内部机密 商业机密')}(?!性)`,
  `${first}${spread('绝密')}(?=[!:,。)】\\]\\s]|$)`,
  `${first}${level}${gap}级(?!${general})${last}`,
  `${thisPaper}[^。!?;,、不非未无否\\n]{0,3}(?:${isSecret})(?!的|${general}|岗位|工程|项目|资质)${last}`,
  `${spread('涉密')}${gap}${paper}[^。!?;,、\\n]{0,4}(?:拍照|截屏|截图|发群|发到|发在|转发|上传|流出|外传)`,
  `${passedOn}[^。!?;,、\\n]{0,6}${spread('涉密')}${gap}${paper}`,
  `${first}${internal}[^。!?;\\n]{0,4}${ban}${spreading}`,
]);

const ruled = `
  防止 防范 杜绝 保护 保守 泄露 不泄 丢失 避免 谨防 严防 严守 是否(?!收到|看到) 有无 什么 哪些 非法 违规 违反 携带 清退 机要 (?<!阅后.{0,3})销毁
  专人.{0,4}(?:保管|管理|负责) 双人 凡是?(?:传递|接触|处理|携带|存储) 不(?:随意|在.{0,6}[群网]|用(?:微信|手机)) 分为 保密法 保密教育 保密宣传 保密知识 保密工作 保密检查 保密提醒 保密纪律 保密意识 保密培训 保密制度 保密规定`;
const broken = '窃取 刺探 擅自 私自 查处 处分 追究 严肃处理 案例';
/** What follows the thing itself where a rule is named: 涉密文件管理制度. */
const itsRule =
  '\\n(?:(?:资料|材料)?的?(?:管理|保管|制度|规定|办法|传递|收发|借阅|流转)|的(?:计算机|人员|单位|设备|场所))';

/** What stands around a paper in sentences about rules of secrecy, and about who broke them; \n where the paper stood. */
export const secrecyRule = new RegExp(either([itsRule, ...`${ruled} ${broken}`.trim().split(/\s+/)]));

const bans = '严禁|禁止|不得|不准|不能|不要|不可|切勿|请勿';

/** A rule that says what is not to be done: 不得将涉密文件发到群里. */
export const secrecyBan = new RegExp(bans);

/** What was done with a paper, in a part of a sentence that neither forbids nor prescribes: 机密文件发群里了，不要告诉别人. */
export const passedAround = new RegExp(
  `(?:^|[,、])(?![^,、]*(?:${bans}|应|须|只能|按规定|不))[^,、]*(?:发(?:到|在|进|了)?[^,、]{0,3}群(?!众)|发给|[发流传]出来)`,
);

/** Says nothing of rules: names of other papers, and what a secret paper itself has printed on it, 严禁外传. */
export const noRule = new RegExp(
  either(['^[^《》\\n]*》', '《[^《》\\n]*(?:》|$)', `${ban}${spreading}(?=[^\\u4e00-\\u9fff\\n]|$)`]),
  'g',
);

/** What comes of a leak, at the end of its story. */
export const leakTold = /造成[^。\n]{0,6}泄密|(?:受到|给予|被)[^。,;\n]{0,12}(?:处分|拘留|立案|判处)/;
