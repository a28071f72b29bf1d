import { crc32, deflateSync } from 'node:zlib';

const width = 180;
const height = 320;

type Colour = readonly [number, number, number];
const ground: Colour = [237, 237, 237];
const bar: Colour = [247, 247, 247];
const theirs: Colour = [255, 255, 255];
const ours: Colour = [149, 236, 105];

/** A chat with so many lines, as a screenshot shows it from far away. */
function colourAt(x: number, y: number, lines: number): Colour {
  if (y < 28) return bar;
  const line = Math.floor((y - 40) / 36);
  const inLine = (y - 40) % 36;
  if (line < 0 || line >= lines || inLine > 24) return ground;
  const own = line % 3 === 2;
  const length = 60 + ((line * 37) % 60);
  const from = own ? width - 16 - length : 16;
  if (x < from || x >= from + length) return ground;
  return own ? ours : theirs;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A small PNG for the receipts of the demonstration street: no photograph of anybody, and of no real chat. */
export function chatPicture(lines: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_column, x) => colourAt(x, y, lines)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
