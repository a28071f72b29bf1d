/**
 * `npm run lock:complete`, after `npm install` against a registry that lacks packages of other platforms: enters the
 * missing ones into package-lock.json, without a checksum, so that `npm ci` accepts it there and everywhere else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Lock, LockedPackage } from './checks/lock-parts';
import { type MissingPart, missingParts } from './checks/lock-parts';

const file = 'package-lock.json';
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Its platform is in the name: `@next/swc-darwin-arm64`. */
function entryFor({ owner, name, version }: MissingPart, packages: Lock['packages']): LockedPackage {
  const words = name.split(/[/-]/);
  const named = (known: string[]) => known.filter((word) => words.includes(word));
  const [os, cpu] = [named(systems), named(processors)];
  const libc = [...(words.includes('musl') ? ['musl'] : []), ...(words.includes('gnu') ? ['glibc'] : [])];
  if (os.length + cpu.length === 0) throw new Error(`the name ${name} tells no platform`);
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(packages[owner]?.dev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
const missing = missingParts(lock);
for (const part of missing) lock.packages[`node_modules/${part.name}`] = entryFor(part, lock.packages);
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${missing.length} entered`);
