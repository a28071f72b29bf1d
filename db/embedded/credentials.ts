import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How the product signs in to its embedded database. */
export interface Credentials {
  /** The port of the last start; the next one takes it again when it is free. */
  port: number;
  /** Of the superuser `postgres`, who makes the database and is not used afterwards. */
  superuserPassword: string;
  /** Of `qunxu`, who owns the database. */
  password: string;
}

/** Reads the file, or makes new credentials when there is none (then still unsaved). */
export function readCredentials(file: string): Credentials {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch {
    return {
      port: 0,
      superuserPassword: randomBytes(24).toString('hex'),
      password: randomBytes(24).toString('hex'),
    };
  }
}

/** Written beside and renamed, so that a crash leaves the old file or the new one; readable by its owner only. */
export function saveCredentials(file: string, credentials: Credentials): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(credentials)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
