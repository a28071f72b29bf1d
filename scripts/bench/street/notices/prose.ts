/** Words of which titles and texts of an office's notices are put together, as lists in SQL. */

const listOf = (words: string): string =>
  `array[${words
    .trim()
    .split(/\s+/)
    .map((word) => `'${word}'`)
    .join(', ')}]`;

const lists = {
  acts: listOf('做好 开展 加强 推进 落实 组织 规范 抓好 参加 配合 强化 报送'),
  matters: listOf(`
    安全生产 防汛抢险 森林防火 消防安全 食品安全 垃圾分类 环境卫生 文明创建 人口普查 医保缴费 养老服务 征兵体检 信访维稳 矛盾调解
    反诈宣传 禁毒宣传 疫苗接种 老旧小区 道路施工 河道巡查 违建拆除 占道经营 校园周边 节日值班 主题党日 干部培训 档案整理 项目招标
    应急演练 隐患台账 流动人口 出租房屋 网络舆情 就业帮扶 退役军人 困难救助 志愿服务 健康体检 电梯安全 燃气安全`),
  kinds: listOf('工作 检查 整治 排查 宣传 统计 核查 会议 培训 活动'),
  tails: listOf('的通知 的通知 的通知 的通知 的函 的提示 情况通报 有关事项的通知'),
  periods: listOf(
    '今天下午 明天上午 本周五前 月底前 下周一 节日期间 近期 第一季度 第二季度 第三季度 第四季度 每日17时前',
  ),
  bodies: listOf(`
    各社区 各科室 各网格 网格员 楼栋长 志愿者 物业公司 业主委员会 辖区商户 党员干部 平安建设办公室 城市管理办公室 社会事务办公室 财政所
    派出所 居委会`),
  ends: listOf(
    '请按时完成。 请及时反馈。 请相互转告。 责任到人，确保实效。 并将情况报办公室。 收到请回复。 谢谢配合。 不得迟到缺席。',
  ),
};

type List = keyof typeof lists;

/** The lists as a relation of one row, `words`. */
export const words = `(select ${Object.entries(lists)
  .map(([name, list]) => `${list} as ${name}`)
  .join(', ')}) words`;

const one = (list: List): string => `words.${list}[1 + floor(random() * cardinality(words.${list}))::int]`;

/** `关于做好防汛抢险检查的通知`, beside `words`. At most twenty characters. */
export const title = `'关于' || ${one('acts')} || ${one('matters')} || ${one('kinds')} || ${one('tails')}`;

const sentence = `${one('bodies')} || '要高度重视，' || ${one('periods')} || ${one('acts')} || ${one('matters')} || '、' || ${one('matters')}
  || ${one('kinds')} || '，共 ' || (1 + floor(random() * 90))::int || ' 处，' || ${one('ends')}`;

/** Three sentences and a line of its own that says until when; beside `words`. */
export const body = `'各单位：' || chr(10) || ${sentence} || ${sentence} || ${sentence} || chr(10) || '请于' || ${one('periods')}
  || '将' || ${one('matters')} || '台账报' || ${one('bodies')} || '，联系电话 0536-' || (2000000 + floor(random() * 7999999))::int || '。'`;
