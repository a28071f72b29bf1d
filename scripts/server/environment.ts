import { existsSync } from 'node:fs';

/**
 * Completes this process's environment from a `.env` file, which never overrides what is set. A variable that is set to
 * nothing counts as unset afterwards, here and for everything started from here.
 */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];
  return process.env;
}
