import type { Chance } from '@/db/testing/chance';

/**
 * Messages as offices write them, and lists of words as they are handed around: thousands of combinations of what is forbidden with
 * what surrounds it. Both out of one vocabulary, so that a message holds the beginnings of many words, and some of them whole.
 */

const split = (text: string): string[] => text.trim().split(/\s+/);

const bodies = split(`
  街道 社区 和平社区 新华社区 党政办公室 城市管理办公室 平安建设办公室 社会事务办公室 财政所 市场监管所 派出所 居委会
  网格员 楼栋长 志愿者 物业公司 业主委员会 各单位 各科室 相关部门 全体党员 辖区商户 困难群众 独居老人 退役军人`);
const acts = split(`
  做好 加强 推进 落实 开展 组织 完成 报送 核查 排查 整治 宣传 部署 督促 配合 参加 学习 贯彻 统计 更新 清理 登记 走访 慰问
  检查 整改 反馈 汇总 准备 召开`);
const matters = split(`
  安全生产 防汛抢险 森林防火 消防安全 食品安全 垃圾分类 环境卫生 文明创建 人口普查 医保缴费 养老服务 征兵体检 信访维稳
  矛盾纠纷调解 反诈宣传 扫黑除恶 禁毒宣传 疫苗接种 老旧小区改造 道路施工 河道巡查 违建拆除 占道经营 校园周边环境 节日值班
  主题党日 干部培训 档案整理 资金决算 项目招标 应急演练 隐患台账 重点人群 流动人口 出租房屋 网络舆情`);
const times = split(`
  今天下午 明天上午 本周五前 月底前 11月25日 12月1日9:00 下周一 节日期间 近期 第四季度 每日17:00前`);
const ends = split(`
  请按时完成 请及时反馈 请准时参加 不得迟到缺席 请相互转告 责任到人 确保实效 并将情况报办公室 谢谢配合 收到请回复`);

const offences = split(`
  赌博 诈骗 毒品 发票 贷款 办证 刷单 代孕 枪支 假钞 迷药 私彩 博彩 套现 洗钱 传销 邪教 色情 招嫖 裸聊 约炮 走私 偷拍 窃听
  黑客 外挂 翻墙 谣言 上访 罢工 集资 高利贷 假证 假药 枪手 替考 代考 贿选 拉票 炸药 弹药 管制刀具 冰毒 大麻 赌球 赌场 六合彩
  网赌 跑分 四件套 银行卡 征信 身份证 个人信息 开房记录 通话记录 户籍资料 涉密文件`);
const around = split(`
  出售 购买 代办 办理 批发 低价 高价 回收 求购 转让 出租 招聘 兼职 日结 包过 秒批 无抵押 免担保 上门 同城 本地 全国 专业
  正规 内部 渠道 资源 平台 网站 客服 微信 电话 加群 进群 代理 加盟 教程 软件 下载 工具 视频 图片 直播 论坛 现货 到付 包邮
  真实 可靠 快速 当天 长期 大量 优质 最新 揭秘 内幕 曝光 网络 电信 手机 国际 澳门 香港 境外 地下 非法 违法 涉嫌 打击 严禁
  预防 拒绝 远离 举报 警惕 宣传 教育 整治 排查 线索 案件 人员 团伙 窝点 信息 资金 账户 广告 短信 链接 二维码 群 号 价 网 店`);

const forms: readonly ((chance: Chance) => string)[] = [
  (chance) => chance.one(offences),
  (chance) => chance.one(offences) + chance.one(around),
  (chance) => chance.one(around) + chance.one(offences),
  (chance) => chance.one(around) + chance.one(offences) + chance.one(around),
  (chance) => chance.one(offences) + chance.one(around) + chance.one(around),
  (chance) => chance.one(around) + chance.one(around) + chance.one(offences),
  (chance) => chance.one(offences) + chance.one(offences),
];

/**
 * So many different words, mostly of two to six characters. First those that a short list holds as well, the forbidden by themselves;
 * then what a long one adds, everything they are combined with.
 */
export function listOf(chance: Chance, count: number): string[] {
  const words = new Set(offences);
  while (words.size < count) {
    const word = chance.one(forms)(chance);
    if (word.length <= 6 || chance.below(20) === 0) words.add(word);
  }
  return [...words];
}

const sentences: readonly ((chance: Chance) => string)[] = [
  (chance) =>
    `请${chance.one(bodies)}${chance.one(times)}${chance.one(acts)}${chance.one(matters)}工作，${chance.one(ends)}。`,
  (chance) =>
    `关于${chance.one(acts)}${chance.one(matters)}工作的通知：${chance.one(times)}由${chance.one(bodies)}负责。`,
  (chance) =>
    `${chance.one(bodies)}已${chance.one(acts)}${chance.one(matters)}${1 + chance.below(60)}处，${chance.one(ends)}。`,
  (chance) =>
    `${chance.one(times)}${chance.one(bodies)}${chance.one(acts)}${chance.one(matters)}、${chance.one(matters)}，`,
  (chance) => `联系人：${chance.one(bodies)}，电话 13800${10_000 + chance.below(90_000)}1。`,
  (chance) => `严厉打击${chance.one(offences)}、${chance.one(offences)}等违法行为，${chance.one(ends)}。`,
  (chance) => `警惕${chance.one(around)}${chance.one(offences)}，${chance.one(ends)}。`,
];

/** Messages of a length, cut out of office prose as it comes. */
export function messagesOf(chance: Chance, count: number, length: number): string[] {
  return chance.some(count, () => {
    let text = '';
    while (text.length < length) {
      // Every eighth sentence speaks of what is forbidden, as notices of police and consumer protection do.
      text += chance.one(chance.below(8) ? sentences.slice(0, 5) : sentences.slice(5))(chance);
    }
    return text.slice(0, length);
  });
}
