import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterCount, titleProblem, titleState } from './title';

const terms = { 'notices.title_letters': 20, 'notices.title_most': 40 };

describe('letters of a title', () => {
  it.each([
    ['关于召开会议的通知', 9],
    ['👨‍👩‍👧‍👦', 1],
    ['👍🏽', 1],
    ['🇨🇳', 1],
    ['e\u0301', 1],
    ['\u0915\u094d\u0937\u093f', 1],
    ['𠮷野家', 3],
    ['㐂𡈽𪚥', 3],
    ['葛\u{E0100}城', 2],
    ['①级响应', 4],
    ['2026年“119”', 10],
    ['', 0],
  ])('%s has %i', (title, count) => {
    expect(letterCount(title)).toBe(count);
  });

  /** Characters that never join what stands beside them. */
  const separate = fc.constantFrom(
    '字',
    '𠮷',
    '👍🏽',
    '👨‍👩‍👧',
    'a',
    '，',
    'é'.normalize('NFD'),
    '葛\u{E0100}',
  );

  it('are as many as the characters it is made of, whichever these are', () => {
    fc.assert(
      fc.property(fc.array(separate, { maxLength: 60 }), (characters) => {
        expect(letterCount(characters.join(''))).toBe(characters.length);
      }),
      { numRuns: 500 },
    );
  });

  it('decide how it stands: to 20 it fits, to 40 it needs a reason, beyond it is refused', () => {
    fc.assert(
      fc.property(
        fc.array(separate, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('', ' ', '事由', '名称较长，不宜压缩'),
        (characters, reason) => {
          const title = characters.join('');
          const problem = titleProblem(title, reason, terms);
          if (characters.length <= 20) expect(problem).toBeNull();
          else if (characters.length > 40) expect(problem?.field).toBe('title');
          else expect(problem?.field).toBe(reason.trim() ? undefined : 'titleReason');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not count blanks around it, and nothing but blanks is no title', () => {
    expect(titleState(`  ${'字'.repeat(20)}\u3000`, terms)).toBe('fits');
    expect(titleProblem(' \u3000 ', '', terms)).toEqual({ field: 'title', message: '请填写标题' });
  });
});
