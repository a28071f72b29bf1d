import type { Actor } from '@/lib/access/actor';
import { grantFor, scopeOf, type Verdict, verdict } from '@/lib/access/may';
import { type Authored, asAuthor } from '../policy';

/** Whose notice it is: what decides who follows its receipts. */
export interface ReceiptParties extends Authored {
  unitId: string;
}

/** Of whom one may see the receipts: of all, of one's own units' people, or of nobody. */
export type ReceiptScope = 'all' | readonly string[];

/**
 * Whose receipts the actor may see: everybody's as author, as head of the unit that published it, as the Office or a supervisor; as
 * another unit's head those of his own people.
 */
export function receiptScope(actor: Actor, { authorId, unitId }: ReceiptParties): ReceiptScope {
  if (grantFor(actor, 'notices.receipts', { personId: authorId, unitId })) return 'all';
  return scopeOf(actor, 'notices.receipts').unitIds;
}

/** Chasing, and entering what was answered in the chat: of everybody, or of one unit's people by its head; nobody who only supervises. */
export function mayChase(actor: Actor, notice: ReceiptParties, ofUnit: string | null = null): Verdict {
  const { authorId, unitId } = notice;
  const message = '只有起草人、本单位负责人和街道办公室可以催办，其他单位负责人可以催办本单位人员';
  const whole = verdict(actor, 'notices.chase', { personId: authorId, unitId }, message);
  if (whole.allowed || !ofUnit) return asAuthor(actor, notice, whole);
  return verdict(actor, 'notices.chase', { unitId: ofUnit }, message);
}

/** Of whom the actor may chase and enter answers, as `receiptScope`. */
export function chaseScope(actor: Actor, parties: ReceiptParties): ReceiptScope {
  return mayChase(actor, parties).allowed ? 'all' : scopeOf(actor, 'notices.chase').unitIds;
}
