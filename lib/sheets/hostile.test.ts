import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileOf, type Parts, textRow, workbookOf, workbookParts, zipOf } from '@/db/testing/workbooks';
import { Refused } from '@/lib/core/errors';
import type { SheetLimits } from './limits';
import { readSheet } from './read';

const spec = { name: '人员', columns: [{ key: 'name', title: '姓名', required: true }] } as const;

/** What the person is told, or how many rows there were. */
async function answer(content: Uint8Array, limits: Partial<SheetLimits> = {}): Promise<string | number> {
  const file = await fileOf(content);
  try {
    return (await readSheet(file, { ...spec, limits })).rows.length;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.message;
    throw error;
  }
}

let good: Buffer;
beforeAll(async () => {
  good = await workbookOf([['姓名'], ['张三'], ['李四']]);
});

/** A container of the old kind with a stream of this name. */
const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016), Buffer.from(stream, 'utf16le')]);

describe('what is no workbook', () => {
  it.each([
    ['an encrypted one', compound('EncryptedPackage'), '文件已加密，请去掉密码后再上传'],
    ['an old one', compound('Workbook'), '这是旧版 .xls 格式'],
    ['an old document', compound('WordDocument'), '这不是 Excel 工作簿'],
    ['nothing', Buffer.alloc(0), '文件是空的'],
    ['comma separated', Buffer.from('姓名,手机号\r\n张三,138\r\n'), '这是 .csv 或文本文件'],
    [
      'a page called .xls',
      Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'),
      '这是网页格式的文件',
    ],
    ['a PDF', Buffer.from('%PDF-1.4\n1 0 obj, <<>>\n'), '这不是 Excel 工作簿'],
    ['chance', randomBytes(5_000).fill(1, 0, 8), '这不是 Excel 工作簿'],
    [
      'an empty archive',
      Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
      '这不是 Excel 工作簿',
    ],
  ])('%s', async (_, content, message) => {
    expect(await answer(content)).toContain(message);
  });

  const without = async (change: Parts) => answer(await zipOf({ ...workbookParts(''), ...change }));
  const types = (type: string) => ({
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
  });

  it('a workbook with macros, whatever it calls itself', async () => {
    expect(await without(types('application/vnd.ms-excel.sheet.macroEnabled.main+xml'))).toContain('含有宏');
    expect(await without({ 'xl/vbaProject.bin': 'MZ' })).toContain('含有宏');
  });

  it('a document of another kind, and an archive of workbooks', async () => {
    expect(
      await without(
        types('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
      ),
    ).toContain('这不是 .xlsx');
    expect(
      await answer(await zipOf({ 'inner.xlsx': good, 'more/inner.zip': await zipOf({ 'a.zip': good }) })),
    ).toContain('这不是 .xlsx');
  });
});

describe('what is damaged', () => {
  it('cut short at any place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), async (length) => {
        expect(await answer(good.subarray(0, length))).toMatch(/损坏|不是|是空的/);
      }),
      { numRuns: 100 },
    );
  });

  it('changed anywhere: rows or a refusal, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const spoilt = Buffer.from(good);
          for (const [place, value] of changes) spoilt[place] = value;
          expect(typeof (await answer(spoilt))).toMatch(/number|string/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('any XML in any part: rows or a refusal, never a fault', async () => {
    const parts = Object.keys(workbookParts(''));
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<c r="A1" t="s">',
      '<c t="inlineStr">',
      '</c>',
      '<v>',
      '9',
      '-1',
      '</v>',
      '<is><t>',
      '姓名',
      '</t></is>',
      '<sst><si>',
      '</si></sst>',
      '<sheet name="a" r:id="rId1"/>',
      '<Relationship Id="rId1" Type="x/worksheet" Target="../../../etc/passwd"/>',
      '<xf numFmtId="x"/>',
      '<',
      '&',
      '&#x0;',
      '&constructor;',
      '<a __proto__="1" hasOwnProperty="2" constructor="3"/>',
      ']]>',
      '<!--',
      '\0',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...parts),
        fc.array(piece, { maxLength: 12 }),
        async (part, pieces) => {
          const xml = `<r xmlns:r="r">${pieces.join('')}</r>`;
          expect(
            typeof (await answer(
              await zipOf({ ...workbookParts(`<sheetData>${textRow(['姓名'])}</sheetData>`), [part]: xml }),
            )),
          ).toMatch(/number|string/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;
const sheetWith = (doctype: string, text: string) =>
  zipOf(
    workbookParts('', {
      'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${doctype}<worksheet><sheetData>${textRow(['姓名'])}<row><c t="str"><v>${text}</v></c></row></sheetData></worksheet>`,
    }),
  );

describe('what means harm', () => {
  it.each([
    ['entities that multiply', laughs, '&j;'],
    ['a file of the server', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;'],
    ['an address', '<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1/">]>', '&f;'],
    ['a document type elsewhere', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">', '张三'],
    ['an entity nobody declared', '', '&f;'],
  ])('%s', async (_, doctype, text) => {
    expect(await answer(await sheetWith(doctype, text))).toContain('文件已损坏');
  });

  it('elements inside one another without end, and attributes without number', async () => {
    expect(await answer(await sheetWith('', '<a>'.repeat(100_000)))).toContain('文件已损坏');
    const crowd = Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(' ');
    expect(await answer(await sheetWith('', `<a ${crowd}/>`))).toContain('文件已损坏');
  });

  it('one part that unpacks without end', async () => {
    const blanks = ' '.repeat(30 * 1024 * 1024);
    const bomb = await zipOf(workbookParts(`<sheetData>${textRow(['姓名'])}</sheetData>${blanks}`));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await answer(bomb)).toContain('文件展开后过大');
  });

  it('many parts, and parts that are large together', async () => {
    const crowd = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`xl/media/${n}.xml`, '']));
    expect(await answer(await zipOf(workbookParts('', crowd)))).toContain('文件展开后过大');
    const part = randomBytes(200_000).toString('hex');
    const sheet = `<sheetData>${textRow(['姓名'])}</sheetData><x>${part}</x>`;
    const large = await zipOf(
      workbookParts(sheet, {
        'xl/sharedStrings.xml': `<sst>${part}</sst>`,
        'xl/styles.xml': `<s>${part}</s>`,
      }),
    );
    expect(await answer(large, { totalBytes: 1_000_000 })).toContain('文件展开后过大');
    expect(await answer(large)).toBe(0);
  });

  it('texts that cells share, too many or too long together', async () => {
    const texts = '<si><t>一二三四五六七八九十</t></si>'.repeat(2_000);
    const shared = await zipOf(
      workbookParts(`<sheetData>${textRow(['姓名'])}</sheetData>`, {
        'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
      }),
    );
    expect(await answer(shared, { sharedTexts: 1_000 })).toContain('工作簿内容过多');
    expect(await answer(shared, { sharedLength: 10_000 })).toContain('工作簿内容过多');
  });

  it('sizes that lie, in either direction', async () => {
    const sheet = Buffer.from(
      `<worksheet><sheetData>${textRow(['姓名'])}</sheetData>${' '.repeat(8 * 1024 * 1024)}</worksheet>`,
    );
    for (const claimed of [10, sheet.length - 1, sheet.length + 1]) {
      const lying = await withClaimedSize(workbookParts('', { 'xl/worksheets/sheet1.xml': sheet }), claimed);
      expect(await answer(lying)).toMatch(/文件已损坏|文件展开后过大/);
    }
  });

  it('a part locked with a password', async () => {
    const lockedParts = Buffer.from(good);
    // The lowest flag of every entry, in the directory at the end.
    for (let at = lockedParts.indexOf('PK\x01\x02'); at >= 0; at = lockedParts.indexOf('PK\x01\x02', at + 4))
      lockedParts.writeUInt16LE(lockedParts.readUInt16LE(at + 8) | 1, at + 8);
    expect(await answer(lockedParts)).toBe('文件已加密，请去掉密码后再上传');
  });

  it('rows and cells that go backwards, and numbers of texts that are not there', async () => {
    for (const row of [
      '<row r="0"/>',
      '<row r="1"/>',
      '<row r="1e9"/>',
      '<row><c r="B2"/><c r="A2"/></row>',
      '<row><c r="../A"/></row>',
      '<row><c t="s"><v>__proto__</v></c></row>',
      '<row><c t="s"><v>-1</v></c></row>',
    ])
      expect(
        await answer(await zipOf(workbookParts(`<sheetData>${textRow(['姓名'])}${row}</sheetData>`))),
      ).toContain('文件已损坏');
  });
});

/** The same archive, claiming another unpacked size for its sheet in the directory at the end. */
async function withClaimedSize(parts: Parts, claimed: number): Promise<Buffer> {
  const bytes = await zipOf(parts);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
    if (bytes.subarray(at + 46, at + 46 + name.length).equals(name)) bytes.writeUInt32LE(claimed, at + 24);
  return bytes;
}
