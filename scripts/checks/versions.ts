import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Lock, type LockedPackage, missingParts, type Wants } from './lock-parts';
import type { Problem } from './report';

/** Releases below these have known holes. Raise a floor when an advisory says so; never lower one. */
const floors: Record<string, string> = {
  'drizzle-orm': '0.45.2',
  next: '16.4.6',
  'next-auth': '4.24.15',
  react: '19.2.6',
  'react-dom': '19.2.6',
  sharp: '0.35.5',
  zod: '4.6.7',
};

export interface Manifest extends Wants {
  /** Packages whose install scripts npm may run. */
  allowScripts?: Record<string, boolean>;
}

/** Pins, lock file and floors of the project at `root`. */
export function readAndCheckVersions(root: string): Problem[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  return checkVersions(read('package.json') as Manifest, read('package-lock.json') as Lock);
}

/**
 * Exact pins, a lock file in step with them, everything from the registry with a checksum, nothing below its floor, and code
 * that runs while installing only where package.json says so.
 */
export function checkVersions(manifest: Manifest, lock: Lock): Problem[] {
  return [
    ...pinProblems(manifest),
    ...stepProblems(manifest, lock),
    ...lockProblems(lock),
    ...partProblems(lock),
    ...scriptProblems(manifest, lock),
  ];
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

function pinProblems({ dependencies, devDependencies }: Manifest): Problem[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => ({
      path: 'package.json',
      message: `${name} is pinned exactly, not "${version}"`,
    }));
}

function stepProblems(manifest: Manifest, { packages }: Lock): Problem[] {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const locked = { ...packages['']?.dependencies, ...packages['']?.devDependencies };
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(locked)])];
  return names
    .filter(
      (name) => wanted[name] !== locked[name] || packages[`node_modules/${name}`]?.version !== wanted[name],
    )
    .map((name) => ({
      path: 'package-lock.json',
      message: `${name} is out of step with package.json: npm install`,
    }));
}

function lockProblems({ packages }: Lock): Problem[] {
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .flatMap(([place, found]) => packageObjections(place, found))
    .map((message) => ({ path: 'package-lock.json', message }));
}

const nameAt = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

function scriptProblems({ allowScripts = {} }: Manifest, { packages }: Lock): Problem[] {
  const scripted = Object.entries(packages).filter(([, found]) => found.hasInstallScript);
  return [...new Set(scripted.map(([place]) => nameAt(place)))]
    .filter((name) => allowScripts[name] === undefined)
    .map((name) => ({
      path: 'package.json',
      message: `${name} has an install script: read it, then list it in allowScripts`,
    }));
}

function packageObjections(place: string, found: LockedPackage): string[] {
  const name = nameAt(place);
  const floor = floors[name];
  const version = found.version ?? '';
  return [
    // npm leaves `resolved` out for its own registry; what is there must be that registry.
    ...(found.resolved === undefined || found.resolved.startsWith('https://registry.npmjs.org/')
      ? []
      : [`${name} comes from ${found.resolved}, not from the registry`]),
    ...(found.link || found.inBundle || found.integrity || isForPlatform(found)
      ? []
      : [`${name} has no checksum`]),
    ...(floor && isBelow(version, floor) ? [`${name} ${version} (${place}) is below ${floor}`] : []),
  ];
}

/** An optional binary for one platform; its checksum is unknown where a mirror does not carry it. */
function isForPlatform({ optional, os, cpu }: LockedPackage): boolean {
  return optional === true && (os !== undefined || cpu !== undefined);
}

function partProblems(lock: Lock): Problem[] {
  return missingParts(lock).map(({ owner, name }) => ({
    path: 'package-lock.json',
    message: `${name}, an optional part of ${nameAt(owner)}, has no entry, which npm ci refuses: npm run lock:complete`,
  }));
}

/** Compares releases; a pre-release of the floor itself is below it. */
function isBelow(version: string, floor: string): boolean {
  const [release = '', ...rest] = version.split('-');
  const parts = (text: string) => text.split('.').map(Number);
  const [have, need] = [parts(release), parts(floor)];
  const differing = need.findIndex((part, index) => part !== have[index]);
  if (differing === -1) return rest.length > 0;
  return !((have[differing] ?? 0) > (need[differing] ?? 0));
}
