import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphsOf } from './paragraphs';

describe('a text laid out', () => {
  it('is paragraphs and lists', () => {
    expect(paragraphsOf('各社区：\n\n请做好：\n1. 值守\n2. 巡查\n- 上报\n\n特此通知')).toEqual([
      { kind: 'paragraph', lines: ['各社区：'] },
      { kind: 'paragraph', lines: ['请做好：'] },
      { kind: 'list', lines: ['1. 值守', '2. 巡查', '- 上报'] },
      { kind: 'paragraph', lines: ['特此通知'] },
    ]);
  });

  it('keeps every line that says something, in order', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('', '1. 甲', '（一）乙', '- 丙', '正文'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const kept = paragraphsOf(text).flatMap((block) => block.lines);
        expect(kept).toEqual(text.split('\n').filter((one) => one.trim()));
      }),
    );
  });
});
