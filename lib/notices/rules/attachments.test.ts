import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingNames, repeatedNames, withNames } from './attachments';

describe('attachments named in the body', () => {
  it.each([
    ['with extension', '详见附件：值班安排表.xlsx', []],
    ['without extension, as official documents have it', '附件《值班安排表》', []],
    ['spaced and wide', '见 值 班 安排表．ＸＬＳＸ', []],
    ['not at all', '见附件', ['值班安排表.xlsx']],
  ])('%s', (_how, body, missing) => {
    expect(missingNames(body, ['值班安排表.xlsx'])).toEqual(missing);
  });

  it('are not named by a longer name that holds theirs', () => {
    const names = ['清单.docx', '清单2.docx'];
    expect(missingNames('附件：清单2', names)).toEqual(['清单.docx']);
    expect(missingNames('附件：清单、清单2', names)).toEqual([]);
  });

  it('need their extension where it alone tells them apart, or the rest is one letter', () => {
    expect(missingNames('附件：名单', ['名单.docx', '名单.xlsx'])).toEqual(['名单.docx', '名单.xlsx']);
    expect(missingNames('附件：名单.docx、名单.xlsx', ['名单.docx', '名单.xlsx'])).toEqual([]);
    expect(missingNames('共 1 项', ['1.pdf'])).toEqual(['1.pdf']);
  });

  it('may not have the same name twice', () => {
    expect(repeatedNames(['a.pdf', 'b.pdf', 'Ａ.pdf'])).toEqual(['Ａ.pdf']);
  });

  const stem = fc
    .array(fc.constantFrom('清', '单', '名', '2', 'A', '𠮷', '（', ' ', '.', '$', '\\'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join('').trim() || '附件');
  const name = fc.tuple(stem, fc.constantFrom('docx', 'xlsx', 'pdf')).map((parts) => parts.join('.'));
  const names = fc.uniqueArray(name, {
    maxLength: 6,
    selector: (one) => one.replace(/\s/g, '').toLowerCase(),
  });
  const body = fc
    .array(fc.oneof(name, fc.constantFrom('请按附件办理。', '\n', '清单', '')), { maxLength: 6 })
    .map((parts) => parts.join(''));

  it('are all named once their names were put in, once is enough, and nothing written is lost', () => {
    fc.assert(
      fc.property(body, names, (text, files) => {
        const after = withNames(text, files);
        expect(missingNames(after, files)).toEqual([]);
        expect(withNames(after, files)).toBe(after);
        expect(after.startsWith(text.trimEnd())).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are missing exactly when nothing in the body is their name', () => {
    fc.assert(
      fc.property(body, names, (text, files) => {
        const squeezed = text.replace(/\s/g, '').toLowerCase();
        for (const file of files) {
          const stemOnly = file
            .replace(/\.[^.]*$/, '')
            .replace(/\s/g, '')
            .toLowerCase();
          // Whatever is not there even in part is missing; of what is there it depends on the other names.
          if (!squeezed.includes(stemOnly)) expect(missingNames(text, files)).toContain(file);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
