import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export type Parts = Record<string, string | Buffer>;

/** A zip of these parts, as a well-meaning program writes it. */
export async function zipOf(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const format = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The parts of a workbook with one sheet, 人员, whose XML below `worksheet` is given; other parts may replace these. */
export function workbookParts(sheetData: string, others: Parts = {}): Parts {
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${format}.sheet.main+xml"/></Types>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${links}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${links}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}">${sheetData}</worksheet>`,
    ...others,
  };
}

/** A row of texts, each in its cell. */
export const textRow = (cells: readonly (string | null)[]): string =>
  `<row>${cells.map((text) => (text === null ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`)).join('')}</row>`;

/** A workbook with a sheet 人员 of these rows. */
export const workbookOf = (rows: readonly (readonly (string | null)[])[]): Promise<Buffer> =>
  zipOf(workbookParts(`<sheetData>${rows.map(textRow).join('')}</sheetData>`));

/** The bytes as a file of its own; tests leave it to the machine to clean its folder for passing files. */
export async function fileOf(content: Uint8Array): Promise<string> {
  const file = path.join(process.env.QUNXU_DATA ?? tmpdir(), `${randomUUID()}.xlsx`);
  await writeFile(file, content);
  return file;
}
