import { readFileSync } from 'node:fs';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { codeOf, StartFault } from './embedded/fault.ts';

/** How far a connection to the server is protected: `none`, against eavesdroppers, against impostors of another name, or fully. */
export type Protection = 'none' | 'encrypted' | 'known-authority' | 'full';

export interface ServerAddress {
  /** Without the parameters that speak of TLS: the two drivers understand them differently, one of them not at all. */
  url: string;
  /** For either driver. */
  ssl: false | ConnectionOptions;
  protection: Protection;
  /** The server is this machine, or reached through a socket in its file system. */
  local: boolean;
}

const parameters = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation'];
const modes: Readonly<Record<string, Protection>> = {
  disable: 'none',
  require: 'encrypted',
  'verify-ca': 'known-authority',
  'verify-full': 'full',
};

/**
 * DATABASE_URL taken apart, so that every connection of the product is protected alike: `sslmode` disable, require, verify-ca or
 * verify-full, `sslrootcert` (a file, or `system`), `sslcert` and `sslkey`, as libpq has them. What may silently do without
 * protection (`prefer`, `allow`) is refused.
 * @throws StartFault for another mode, or a file that cannot be read
 */
export function serverAddress(given: string): ServerAddress {
  const url = new URL(given);
  const asked = Object.fromEntries(parameters.map((name) => [name, url.searchParams.get(name)]));
  for (const name of parameters) url.searchParams.delete(name);
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
  const protection = protectionFor(asked.sslmode ?? asked.ssl ?? null, asked.sslrootcert ?? null);
  return {
    url: url.href,
    ssl: protection === 'none' ? false : optionsFor(protection, host, asked),
    protection,
    local: host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/.test(host),
  };
}

function protectionFor(mode: string | null, root: string | null): Protection {
  if (mode === null) return root === null ? 'none' : 'full';
  const found = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (!found)
    throw new StartFault(
      `DATABASE_URL 的 sslmode=${mode} 不支持：请用 verify-full（加密并核对证书），或 disable、require、verify-ca。`,
    );
  return found;
}

function optionsFor(
  protection: Protection,
  host: string,
  { sslrootcert, sslcert, sslkey }: Record<string, string | null>,
): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: protection !== 'encrypted',
    ...(sslrootcert && sslrootcert !== 'system' ? { ca: content('sslrootcert', sslrootcert) } : {}),
    ...(sslcert ? { cert: content('sslcert', sslcert) } : {}),
    ...(sslkey ? { key: content('sslkey', sslkey) } : {}),
    // A driver that is given an address in digits would compare the certificate with the name "localhost".
    checkServerIdentity: (_name, certificate) =>
      protection === 'full' ? checkServerIdentity(host, certificate) : undefined,
  };
}

function content(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartFault(`无法读取 DATABASE_URL 中 ${name} 指定的文件 ${file}（${codeOf(cause)}）。`, {
      cause,
    });
  }
}
