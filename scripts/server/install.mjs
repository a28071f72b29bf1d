// Runs on the system's own Node (20 or newer) before anything is installed: plain JavaScript, no dependencies.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopSignals } from './supervise.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** The Node that npm installed for the product. */
const productNode = `node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`;

/**
 * Installs exactly what package-lock.json names, unless it is installed.
 * @param {string} root the project's folder
 * @returns {Promise<string | null>} the path of the product's Node, or null after saying in one line what went wrong
 */
export async function ensureInstalled(root) {
  const node = join(root, productNode);
  if (existsSync(node) && isInstalled(root)) return node;
  console.log('· 正在安装依赖，首次约需一两分钟…');
  const { code, stopped } = await npmCi(root);
  if (code === 0 && existsSync(node)) return node;
  if (!stopped) console.error('✗ 依赖安装失败：请检查网络、磁盘空间和项目目录的写权限后重试。');
  return null;
}

/**
 * A signal to stop goes to npm, which must not write on after this process has ended.
 * @param {string} root
 * @returns {Promise<{ code: number | null, stopped: boolean }>}
 */
function npmCi(root) {
  const windows = process.platform === 'win32';
  // The switches undo settings of the machine that would leave half of what is needed.
  const switches = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
  ];
  const child = spawn(windows ? 'npm.cmd' : 'npm', ['ci', ...switches, '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  let stopped = false;
  const stop = () => {
    stopped = true;
    child.kill('SIGTERM');
  };
  for (const signal of stopSignals) process.on(signal, stop);
  return new Promise((resolve) => {
    const end = (/** @type {number | null} */ code) => {
      for (const signal of stopSignals) process.off(signal, stop);
      resolve({ code, stopped });
    };
    child.once('error', () => end(1));
    child.once('close', end);
  });
}

/**
 * Compares the lock file with npm's own record of what it installed, which it writes last. So neither an interrupted
 * installation nor one of another version passes, and `npm install <package>` by hand needs no second installation.
 * @param {string} root
 */
function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!(wanted && present)) return false;
  const isSame = (/** @type {string} */ path) => {
    const [want, have] = [wanted[path], present[path]];
    // Optional packages for other systems are in the lock file only.
    if (!have) return want?.optional === true;
    return want?.version === have.version && want?.integrity === have.integrity;
  };
  return [...Object.keys(wanted), ...Object.keys(present)].filter((path) => path !== '').every(isSame);
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
