import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type Measure, Meter } from './meter';

/** An archive under way: parts are streamed into it one after the other. */
export interface Archive {
  add(name: string, content: Readable, options: { compress: boolean }): Promise<Measure>;
  addText(name: string, text: string): Promise<Measure>;
  /** Writes the archive's end; resolves when the target has taken everything. */
  finish(): Promise<void>;
}

/** A zip archive written to `target` while it is made; nothing is held in memory. Aborting the signal ends it. */
export function makeArchive(target: Writable, signal: AbortSignal): Archive {
  const zip = new ZipFile();
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const written = pipeline(zip.outputStream, target, { signal: stop });
  // Whoever adds a part hears of it; without this a target that fails between two parts would end the process.
  written.catch((error: unknown) => broken.abort(error));
  zip.on('error', (error: unknown) => broken.abort(error));
  const add: Archive['add'] = async (name, content, { compress }) => {
    const meter = new Meter();
    zip.addReadStream(meter, name, { compress, mode: 0o600, forceZip64Format: true });
    try {
      await pipeline(content, meter, { signal: stop });
    } catch (error) {
      throw broken.signal.aborted ? broken.signal.reason : error;
    }
    return meter.measure();
  };
  return {
    add,
    addText: (name, text) => add(name, Readable.from([Buffer.from(text)]), { compress: true }),
    finish: () => {
      zip.end();
      return written;
    },
  };
}
