/** A repeatable stream of numbers in [0, 1), so that every demonstration street is the same one. */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const givenFirst = '建志国文晓海永春玉秀丽桂红明德立新华金少亚彦思雨子俊佳嘉欣梦雅慧淑美宏振学世家祥瑞';
const givenSecond = '军伟强磊涛勇杰超斌辉鹏飞刚平波林峰东华敏静丽艳芳娜玲燕霞娟琴洁梅婷颖雪莹萍英倩琳';

function pick<T>(random: () => number, from: ArrayLike<T>): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** A plausible full name that is not yet in `taken`; adds it there. */
export function inventName(random: () => number, taken: Set<string>): string {
  for (;;) {
    const given =
      random() < 0.35 ? pick(random, givenSecond) : pick(random, givenFirst) + pick(random, givenSecond);
    const name = pick(random, surnames) + given;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

const prefixes = ['138', '139', '137', '136', '135', '133', '189', '186', '158', '150'];

/** The nth mobile number of the street: a real prefix and a middle part that is not handed out to anybody. */
export function inventPhone(random: () => number, n: number): string {
  return `${pick(random, prefixes)}0000${String(1000 + ((n * 37) % 9000)).padStart(4, '0')}`;
}
