import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

export interface Measure {
  bytes: number;
  /** Ends of lines; one a row in what COPY writes. */
  lines: number;
  /** Hex. */
  sha256: string;
}

const lineEnd = 0x0a;

/** Lets bytes through and measures them; the measure is whole once the stream has finished. */
export class Meter extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #lines = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) this.#lines += 1;
    done(null, chunk);
  }

  /** Call once, after the end. */
  measure(): Measure {
    return { bytes: this.#bytes, lines: this.#lines, sha256: this.#hash.digest('hex') };
  }
}
