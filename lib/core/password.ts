import { hash, verify } from '@node-rs/argon2';
import { randomToken } from './crypto';

/** argon2id, the library's default, at OWASP's parameters; a stored hash carries its own, so these can be raised later. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** The hash to store for a password or a one-time code, with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password belongs to the hash. Without a hash the same work is done in vain, so that nobody learns it from the time. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword(randomToken());
  const right = await verify(stored ?? (await decoy), password);
  return right && stored !== null;
}
