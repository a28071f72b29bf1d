import { describe, expect, it } from 'vitest';
import { readPastedDays } from './paste';
import { publicDay } from './published';

// The announcement for 2026, shortened to what is read.
const notice = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

describe('pasting a year’s holidays', () => {
  it('reads the official announcement as the published calendar has it', () => {
    const { days, unread } = readPastedDays(notice, 2026);
    expect(unread).toEqual([]);
    expect(days).toHaveLength(39);
    for (const { day, working } of days) expect([day, publicDay(day).working]).toEqual([day, working]);
  });

  it('reads lines of date and name', () => {
    const { days } = readPastedDays('2027-02-05 春节\n2027/2/20 春节 上班\n2027年1月1日，元旦 放假', 2027);
    expect(days).toEqual([
      { day: '2027-01-01', working: false, name: '元旦' },
      { day: '2027-02-05', working: false, name: '春节' },
      { day: '2027-02-20', working: true, name: '春节' },
    ]);
  });

  it('reads a holiday over the turn of a month', () => {
    const { days } = readPastedDays('国庆节：9月29日至10月3日放假', 2027);
    expect(days.map(({ day }) => day)).toEqual([
      '2027-09-29',
      '2027-09-30',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
  });

  it('gives back what it could not read', () => {
    const { days, unread } = readPastedDays(
      '各单位：\n2027-02-30 春节\n春节：2月5日起放假\n2027-02-05',
      2027,
    );
    expect(unread).toEqual(['各单位：', '2027-02-30 春节', '2027-02-05']);
    expect(days).toEqual([{ day: '2027-02-05', working: false, name: '春节' }]);
  });

  it('does not take an absurd span', () => {
    expect(readPastedDays('长假：1月1日至12月31日放假', 2027)).toEqual({
      days: [],
      unread: ['长假：1月1日至12月31日放假'],
    });
  });
});
