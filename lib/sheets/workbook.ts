import { posix } from 'node:path';
import { refuse } from '@/lib/core/errors';
import { isDateFormat, plainText } from './cells';
import { broken, type Container } from './container';
import type { SheetLimits } from './limits';
import { type XmlEvent, xmlEvents } from './xml';

/** Where in the container a workbook keeps what its rows need. */
export interface WorkbookMap {
  sheets: { name: string; part: string; hidden: boolean }[];
  sharedTexts: string | undefined;
  styles: string | undefined;
  from1904: boolean;
}

const mainType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const macros = '文件含有宏，请另存为不含宏的 .xlsx 后再上传';
const notSheet = '这不是 .xlsx 工作簿，请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传';
/** More sheets, links or formats than any workbook has that people fill in. */
const mostParts = 1_000;
const mostFormats = 70_000;

type Open = Extract<XmlEvent, { is: 'open' }>;

/** Reads the elements of a small part that open under one of the names. */
async function elements(container: Container, part: string, names: readonly string[]): Promise<Open[]> {
  const found: Open[] = [];
  for await (const events of xmlEvents(container.read(part))) {
    for (const event of events) if (event.is === 'open' && names.includes(event.name)) found.push(event);
    if (found.length > mostFormats) refuse('invalid', broken);
  }
  return found;
}

async function mainPart(container: Container): Promise<string> {
  if (!container.has('[Content_Types].xml')) refuse('invalid', notSheet);
  if (container.names().some((name) => name.endsWith('vbaproject.bin'))) refuse('invalid', macros);
  const types = await elements(container, '[Content_Types].xml', ['Override']);
  const typeOf = (type: Open) => type.attribute('ContentType') ?? '';
  if (types.some((type) => /macroEnabled/i.test(typeOf(type)))) refuse('invalid', macros);
  const main = types.find((type) => typeOf(type) === mainType);
  return main?.attribute('PartName')?.replace(/^\//, '') ?? refuse('invalid', notSheet);
}

/** What a part points to inside the container: id → kind and part. */
async function relations(
  container: Container,
  part: string,
): Promise<Map<string, { kind: string; part: string }>> {
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, { kind: string; part: string }>();
  if (!container.has(file)) return found;
  const links = await elements(container, file, ['Relationship']);
  for (const link of links.slice(0, mostParts)) {
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => link.attribute(name) ?? '');
    if (!(id && type && target) || link.attribute('TargetMode') === 'External') continue;
    const inside = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
    found.set(id, { kind: type.slice(type.lastIndexOf('/') + 1), part: inside });
  }
  return found;
}

/** Finds the sheets of a workbook. Refuses other documents and workbooks with macros. */
export async function readMap(container: Container): Promise<WorkbookMap> {
  const main = await mainPart(container);
  const links = await relations(container, main);
  const described = await elements(container, main, ['sheet', 'workbookPr']);
  const sheets = described
    .filter(({ name }) => name === 'sheet')
    .slice(0, mostParts)
    .flatMap((sheet) => {
      const link = links.get(sheet.prefixed('id') ?? '');
      if (link?.kind !== 'worksheet') return [];
      const hidden = /^(hidden|veryHidden)$/.test(sheet.attribute('state') ?? '');
      return [{ name: plainText(sheet.attribute('name') ?? ''), part: link.part, hidden }];
    });
  const partOf = (kind: string) => [...links.values()].find((link) => link.kind === kind)?.part;
  const from1904 = described.some((element) => /^(1|true)$/.test(element.attribute('date1904') ?? ''));
  return { sheets, sharedTexts: partOf('sharedStrings'), styles: partOf('styles'), from1904 };
}

/** Learns from the styles which cell formats show a date; the patterns stand before the formats that use them. */
class DateFormats {
  private readonly patterns = new Map<number, string>();
  private amongCells = false;
  readonly shown: boolean[] = [];

  see(event: XmlEvent): void {
    if (event.is === 'text') return;
    if (event.name === 'cellXfs') this.amongCells = event.is === 'open';
    if (event.is === 'close') return;
    const id = Number(event.attribute('numFmtId'));
    if (event.name === 'numFmt') this.patterns.set(id, (event.attribute('formatCode') ?? '').slice(0, 255));
    if (event.name === 'xf' && this.amongCells) this.shown.push(isDateFormat(id, this.patterns.get(id)));
    if (this.patterns.size + this.shown.length > mostFormats) refuse('invalid', broken);
  }
}

/** For every cell format of the workbook whether it shows a date. */
export async function readDateFormats(container: Container, part: string | undefined): Promise<boolean[]> {
  const formats = new DateFormats();
  if (!(part && container.has(part))) return formats.shown;
  for await (const events of xmlEvents(container.read(part))) for (const event of events) formats.see(event);
  return formats.shown;
}

/** The texts that cells refer to by number, each cut one sign above the longest a cell may be, so that it shows as too long. */
export async function readSharedTexts(
  container: Container,
  part: string | undefined,
  limits: SheetLimits,
): Promise<string[]> {
  const texts: string[] = [];
  if (!(part && container.has(part))) return texts;
  const reader = new TextReader(limits.cell);
  let length = 0;
  for await (const events of xmlEvents(container.read(part))) {
    for (const event of events) {
      reader.see(event);
      if (event.is !== 'close' || event.name !== 'si') continue;
      const text = reader.take();
      length += text.length;
      texts.push(text);
      if (texts.length > limits.sharedTexts || length > limits.sharedLength)
        refuse('invalid', '工作簿内容过多，请只保留要导入的工作表，另存为新的 .xlsx 后再上传');
    }
  }
  return texts;
}

/** Gathers the text of `t`, `v` and their like, without the readings (`rPh`) that East Asian texts may carry. */
export class TextReader {
  private text = '';
  private inside = 0;
  private reading = 0;
  private readonly longest: number;

  constructor(longest: number) {
    this.longest = longest;
  }

  see(event: XmlEvent): void {
    if (event.is === 'text') {
      if (this.inside && !this.reading && this.text.length <= this.longest)
        this.text = (this.text + event.text).slice(0, this.longest + 1);
      return;
    }
    const step = event.is === 'open' ? 1 : -1;
    if (event.name === 'rPh') this.reading += step;
    if (event.name === 't' || event.name === 'v') this.inside += step;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}
