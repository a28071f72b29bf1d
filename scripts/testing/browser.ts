import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { chromium } from '@playwright/test';
import { say } from '../server/console.ts';

const installed = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the stories: PLAYWRIGHT_CHROMIUM, an installed one, Playwright's own, or one installed now: by apt as root on
 * Debian and its kin, else by Playwright.
 * @returns its path, or null when there is none to be had
 */
export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  if (env.PLAYWRIGHT_CHROMIUM) return env.PLAYWRIGHT_CHROMIUM;
  return firstInstalled() ?? playwrightsOwn() ?? installByApt() ?? installByPlaywright();
}

function firstInstalled(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = installed.flatMap((name) =>
    isAbsolute(name) ? name : folders.map((folder) => join(folder, name)),
  );
  // Ubuntu's `chromium-browser` may be a stub that only tells where to get one: it must run.
  const runs = (path: string) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
  return paths.find((path) => existsSync(path) && runs(path)) ?? null;
}

function playwrightsOwn(): string | null {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function installByApt(): string | null {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return null;
  say('· 正在安装浏览器（apt-get install chromium）…');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  return firstInstalled();
}

function installByPlaywright(): string | null {
  say('· 正在下载浏览器（playwright install chromium）…');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return playwrightsOwn();
}
