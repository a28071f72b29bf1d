import { expect, it } from 'vitest';
import type { Lock } from './lock-parts';
import { checkVersions, type Manifest } from './versions';

const manifest: Manifest = { dependencies: { next: '16.4.6' }, devDependencies: { vitest: '5.1.1' } };

function lockWith(packages: Lock['packages'] = {}): Lock {
  return {
    packages: {
      '': { ...manifest },
      'node_modules/next': { version: '16.4.6', integrity: 'sha512-a' },
      'node_modules/vitest': { version: '5.1.1', integrity: 'sha512-b' },
      ...packages,
    },
  };
}

const messages = (given: Manifest, lock: Lock) => checkVersions(given, lock).map(({ message }) => message);

it('takes exact pins in step with the lock file', () => {
  expect(messages(manifest, lockWith())).toEqual([]);
});

it.each(['^16.4.6', '~16.4.6', '16', 'latest', 'file:../next', 'git+https://example.org/next.git'])(
  'objects to the range %s',
  (range) => {
    const loose = { ...manifest, dependencies: { next: range } };
    const lock = lockWith({ '': loose });
    expect(messages(loose, lock)).toContainEqual(expect.stringContaining('pinned exactly'));
  },
);

it('objects to a lock file that is behind', () => {
  const newer = { ...manifest, dependencies: { next: '16.4.7' } };
  expect(messages(newer, lockWith())).toEqual([expect.stringContaining('next is out of step')]);
});

it('objects to a dependency that the manifest no longer has', () => {
  expect(messages({ dependencies: manifest.dependencies }, lockWith())).toEqual([
    expect.stringContaining('vitest is out of step'),
  ]);
});

it.each(['16.4.5', '16.3.9', '15.9.9', '16.4.6-canary.1'])(
  'objects to next %s, below its floor',
  (version) => {
    const place = 'node_modules/other/node_modules/next';
    expect(messages(manifest, lockWith({ [place]: { version, integrity: 'sha512-c' } }))).toEqual([
      `next ${version} (${place}) is below 16.4.6`,
    ]);
  },
);

it.each(['16.4.6', '16.4.10', '16.10.0', '17.0.0'])('takes next %s', (version) => {
  const nested = { 'node_modules/other/node_modules/next': { version, integrity: 'sha512-c' } };
  expect(messages(manifest, lockWith(nested))).toEqual([]);
});

it('objects to a package from elsewhere, and to one without a checksum', () => {
  const elsewhere = { version: '1.0.0', integrity: 'sha512-c', resolved: 'https://example.org/a.tgz' };
  expect(messages(manifest, lockWith({ 'node_modules/a': elsewhere }))).toEqual([
    expect.stringContaining('not from the registry'),
  ]);
  expect(messages(manifest, lockWith({ 'node_modules/a': { version: '1.0.0' } }))).toEqual([
    expect.stringContaining('no checksum'),
  ]);
});

it('accepts a binary for another platform without a checksum', () => {
  const binary = { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] };
  expect(messages(manifest, lockWith({ 'node_modules/a-darwin': binary }))).toEqual([]);
});

it('objects to an optional part that the lock file does not hold', () => {
  const parts = { 'a-darwin': '1.0.0', 'a-linux': '1.0.0' };
  const whole = { version: '1.0.0', integrity: 'sha512-c', optionalDependencies: parts };
  const held = { version: '1.0.0', integrity: 'sha512-c', optional: true };
  const lock = lockWith({
    'node_modules/b/node_modules/a': whole,
    'node_modules/b/node_modules/a-darwin': held,
  });
  expect(messages(manifest, lock)).toEqual([expect.stringContaining('a-linux, an optional part of a,')]);
});

it('objects to an install script that nobody allowed', () => {
  const scripted = { version: '1.0.0', integrity: 'sha512-c', hasInstallScript: true };
  const lock = lockWith({ 'node_modules/@a/b': scripted });
  expect(messages(manifest, lock)).toEqual([expect.stringContaining('@a/b has an install script')]);
  expect(messages({ ...manifest, allowScripts: { '@a/b': true } }, lock)).toEqual([]);
});
