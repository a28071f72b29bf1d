import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/id';
import { emergencyInput, followUpInput } from './input';

const emergency = (words: { title?: string; body?: string }) =>
  emergencyInput.safeParse({
    ...{ submissionId: newId(), unitId: newId(), groupIds: [newId()], title: '路面塌陷', body: '请绕行。' },
    ...{ posted: false, postedAt: '', lateReason: '' },
    ...words,
  });
const report = (text: string) =>
  followUpInput.safeParse({ submissionId: newId(), id: newId(), text, closes: false });

const [unseenSpace, turned] = ['\u200b', '\u202e'];

describe('the words of an emergency', () => {
  it('are kept as all notices are: a title of one line, nothing that is not seen', () => {
    const title = `路面${unseenSpace}塌陷${turned}\r\n请绕行`;
    const body = `一号桥封闭。${turned}\r\n请绕行。${unseenSpace}\n`;
    expect(emergency({ title, body }).data).toMatchObject({
      title: '路面塌陷 请绕行',
      body: '一号桥封闭。\n请绕行。',
    });
    expect(report(`水已退${turned}去一半\r\n`).data?.text).toBe('水已退去一半');
  });

  it.each([
    ['a title', () => emergency({ title: unseenSpace }), 'title', '请填写标题'],
    ['a body', () => emergency({ body: ` \n${unseenSpace}\n` }), 'body', '请填写正文'],
    ['a follow-up', () => report(`${turned}${unseenSpace}`), 'text', '请填写内容'],
  ])('are missing when %s is only what is not seen', (_, parsed, field, message) => {
    expect(parsed().error?.issues).toMatchObject([{ path: [field], message }]);
  });

  it('count as they are kept', () => {
    expect(report(`${'水'.repeat(2_000)}${unseenSpace}`).success).toBe(true);
    expect(report('水'.repeat(2_001)).error?.issues).toMatchObject([{ message: '内容最多 2000 字' }]);
  });
});
