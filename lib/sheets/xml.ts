import { SAXParser } from 'sax';
import { refuse } from '@/lib/core/errors';
import { broken, spoiled } from './container';

/** What a part of a workbook says, element by element; names without their namespace prefix. */
export type XmlEvent =
  | {
      is: 'open';
      name: string;
      attribute: (name: string) => string | undefined;
      /** An attribute under whatever prefix the writer gave its namespace. */
      prefixed: (name: string) => string | undefined;
    }
  | { is: 'text'; text: string }
  | { is: 'close'; name: string };

/** More than any workbook nests or says of one element. */
const deepest = 64;
const mostAttributes = 256;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function decoderOf(first: Buffer): TextDecoder {
  const marked = first.length >= 2 ? first.readUInt16BE(0) : 0;
  if (marked === 0xff_fe) return new TextDecoder('utf-16le', { fatal: true });
  if (marked === 0xfe_ff) return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
}

/**
 * A strict parser that knows the five entities of XML and no others: a document type, where entities are declared, is
 * refused before any element. Of an unfinished text it keeps at most 64 KB (it must count positions for that).
 */
function makeParser(events: XmlEvent[]): SAXParser {
  const parser = new SAXParser(true, { position: true });
  let depth = 0;
  let attributes = 0;
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => refuse('invalid', broken);
  parser.onattribute = () => {
    attributes += 1;
    if (attributes > mostAttributes) refuse('invalid', broken);
  };
  parser.onopentag = ({ name, attributes: given }) => {
    attributes = 0;
    depth += 1;
    if (depth > deepest) refuse('invalid', broken);
    const attribute = (wanted: string) => (Object.hasOwn(given, wanted) ? String(given[wanted]) : undefined);
    const prefixed = (wanted: string) =>
      attribute(Object.keys(given).find((key) => key.endsWith(`:${wanted}`)) ?? '');
    events.push({ is: 'open', name: local(name), attribute, prefixed });
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    events.push({ is: 'close', name: local(name) });
  };
  parser.ontext = (text) => events.push({ is: 'text', text });
  parser.oncdata = (text) => events.push({ is: 'text', text });
  return parser;
}

/**
 * Parses a part as it unpacks; each batch holds what one chunk brought, so that neither the part nor its tree is ever whole
 * in memory and other requests get their turn in between. Refuses what is not well-formed.
 */
export async function* xmlEvents(chunks: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent[]> {
  const events: XmlEvent[] = [];
  const parser = makeParser(events);
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderOf(chunk);
      parser.write(decoder.decode(chunk, { stream: true }));
      yield events.splice(0);
    }
    parser.write(decoder?.decode() ?? '').close();
    yield events.splice(0);
  } catch (error) {
    spoiled(error);
  }
}
