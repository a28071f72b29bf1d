import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDeny, readReplies } from './replies';

const read = (text: string) => readReplies(text).replies;

describe('answers collected in a chat', () => {
  it('reads 接龙', () => {
    expect(
      readReplies('#接龙\n防汛值守安排\n例 张三 收到\n1. 李四 收到\n2、和平王五 已知悉，明天到岗\n3.赵六'),
    ).toEqual({
      replies: [
        { name: '防汛值守安排', reply: '' },
        { name: '李四', reply: '收到' },
        { name: '和平王五', reply: '已知悉，明天到岗' },
        { name: '赵六', reply: '' },
      ],
      skipped: ['#接龙', '例 张三 收到'],
    });
  });

  it('reads lines with a name before the answer, however they are parted', () => {
    expect(read('张三：收到\n李四: 好的，马上办\n王五 已知悉\n赵六-收到\n孙七收到！')).toEqual([
      { name: '张三', reply: '收到' },
      { name: '李四', reply: '好的，马上办' },
      { name: '王五', reply: '已知悉' },
      { name: '赵六', reply: '收到' },
      { name: '孙七', reply: '收到！' },
    ]);
  });

  it('reads messages copied with names and times, of several lines too', () => {
    expect(
      read(
        '和平张三 11月22日 14:05\n收到\n明天派两人\n李四 2026/11/22 14:06:10\n已知悉\n王五 下午 2:07\n收到',
      ),
    ).toEqual([
      { name: '和平张三', reply: '收到 明天派两人' },
      { name: '李四', reply: '已知悉' },
      { name: '王五', reply: '收到' },
    ]);
  });

  it('reads a name on one line and the answer on the next', () => {
    expect(
      readReplies('和平于世飞:\n收到\n\n和平于海涛:\n26日请假，参加不了\n李四\n不参加\n王五\n赵六\n收到'),
    ).toEqual({
      replies: [
        { name: '和平于世飞', reply: '收到' },
        { name: '和平于海涛', reply: '26日请假，参加不了' },
        { name: '李四', reply: '不参加' },
        { name: '王五', reply: '' },
        { name: '赵六', reply: '收到' },
      ],
      skipped: [],
    });
  });

  it('takes a name that waits for its answer, and a heading, for nobody’s', () => {
    expect(readReplies('以下人员已收到：\n张三\n和平社区：\n李四 收到\n王五：')).toEqual({
      replies: [
        { name: '张三', reply: '' },
        { name: '李四', reply: '收到' },
      ],
      skipped: ['以下人员已收到：', '和平社区：', '王五：'],
    });
  });

  it('reads 接龙 with messages among it, whichever comes first', () => {
    const everybody = [
      { name: '和平姚思玲', reply: '收到' },
      { name: '和平郭家伟', reply: '收到' },
      { name: '李四', reply: '已知悉' },
    ];
    expect(read('1. 和平姚思玲 收到\n和平郭家伟 11:03\n收到\n2. 李四 已知悉')).toEqual(everybody);
    const [first, ...others] = everybody;
    expect(read('和平郭家伟 11:03\n收到\n1. 和平姚思玲 收到\n2. 李四 已知悉')).toEqual([
      others[0],
      first,
      others[1],
    ]);
  });

  it.each(['没收到', '未收到通知', '收不到', '不知道', '不参加', '请假', '打不开'])('doubts %s', (said) => {
    expect(mayDeny(said)).toBe(true);
  });

  it.each(['', '收到', '没问题', '无异议', '已知悉，明天到岗'])('takes %j for an answer', (said) => {
    expect(mayDeny(said)).toBe(false);
  });

  it('keeps a denial with the answer where it is written right behind the name', () => {
    expect(read('张三没收到\n李四还没有收到')).toEqual([
      { name: '张三', reply: '没收到' },
      { name: '李四', reply: '还没有收到' },
    ]);
  });

  it('takes an answer without a name for nobody’s', () => {
    expect(readReplies('收到\n好的\n1')).toEqual({ replies: [], skipped: ['收到', '好的', '1'] });
  });

  it('never makes anything up: every name stands in the text, every line is read or told', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 }), (lines) => {
        const text = lines.join('\n');
        const { replies, skipped } = readReplies(text);
        const bare = (said: string) => said.replace(/[\s\p{C}]/gu, '');
        for (const { name } of replies) expect(bare(text)).toContain(bare(name));
        expect(replies.length + skipped.length).toBeLessThanOrEqual(
          text.split(/\r\n|[\n\r\u2028\u2029\v\f]/).length,
        );
      }),
    );
  });

  it('finds everybody in an unmixed list of names and answers', () => {
    const person = fc.constantFrom('张三', '李小明', '和平王五', '欧阳修远', '城管办-何静');
    const sep = fc.constantFrom('：', ' ', ': ');
    const reply = fc.constantFrom('收到', '已知悉', '好的，明天到');
    fc.assert(
      fc.property(fc.array(fc.tuple(person, sep, reply), { minLength: 1, maxLength: 30 }), (rows) => {
        const plain = rows.filter(([name]) => !name.includes('-'));
        expect(read(plain.map((row) => row.join('')).join('\n'))).toEqual(
          plain.map(([name, , answer]) => ({ name, reply: answer })),
        );
      }),
    );
  });
});
