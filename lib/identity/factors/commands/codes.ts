import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { recoveryCodes } from '@/db/schema/identity';
import { newId } from '@/lib/core/id';
import { hashPassword } from '@/lib/core/password';
import { codeText, plainCode } from '../../accounts/rules/code';

const howMany = 10;
const signs = 12;

export interface FreshCodes {
  codes: string[];
  hashes: string[];
}

/**
 * Ten codes of 60 random bits, as `K7QM-4XWP-9TRD`: short enough to be typed, and hashed as passwords are because they are
 * short. To be called before a transaction begins: hashes take their time.
 */
export async function freshCodes(): Promise<FreshCodes> {
  const codes = Array.from({ length: howMany }, () => codeText(randomBytes(signs)));
  return { codes, hashes: await Promise.all(codes.map((code) => hashPassword(plainCode(code)))) };
}

/** Puts new recovery codes in place of whatever was left of the old ones. */
export async function replaceCodes(tx: Tx, accountId: string, hashes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  if (hashes.length)
    await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ id: newId(), accountId, codeHash })));
}
