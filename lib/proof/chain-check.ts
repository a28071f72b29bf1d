import { checkSeal, secretIds, sha256 } from '@/lib/core/crypto';
import { type Block, blockLine, noBlock } from './block-form';
import type { Finding } from './findings';
import { presentForm } from './record-form';

/** Follows the chain block by block and stops at the first that does not hold. */
export class ChainCheck {
  /** The last block that holds. */
  last: Block | null = null;
  finding: Finding | null = null;
  /** Blocks with a stamp of a secret that is not at hand. */
  unchecked = 0;
  #presentSeen = false;
  #lastKnown = true;

  /** @returns what is wrong with this block, given that all before hold */
  next(block: Block): Finding | null {
    this.finding = this.#judge(block);
    if (!this.finding) this.last = block;
    return this.finding;
  }

  /** What is wrong at the end: a last block that nobody at hand can have stamped vouches for nothing. */
  end(): Finding | null {
    if (!this.last || this.#lastKnown) return null;
    return { kind: 'block_foreign', record: this.last.firstId, block: this.last.number };
  }

  #judge(block: Block): Finding | null {
    const { number, hash } = this.last ?? noBlock;
    const record = block.firstId;
    if (block.number !== number + 1) return { kind: 'block_missing', record, block: number + 1 };
    if (block.previous !== hash) return { kind: 'block_unlinked', record, block: block.number };
    if (sha256(blockLine(block)) !== block.hash)
      return { kind: 'block_changed', record, block: block.number };
    const finding = this.#stamp(block);
    if (finding) return finding;
    if (block.form !== presentForm)
      throw new Error(`block ${block.number} was sealed by a newer product (form ${block.form})`);
    return null;
  }

  /** Stamps of earlier secrets may stand before the first of the present one, never after it. */
  #stamp(block: Block): Finding | null {
    const verdict = checkSeal('audit-head', block.hash, block.stamp);
    const place = { record: block.firstId, block: block.number };
    if (verdict === 'differs') return { kind: 'block_forged', ...place };
    if (verdict === 'unknown' && this.#presentSeen) return { kind: 'block_foreign', ...place };
    if (verdict === 'unknown') this.unchecked += 1;
    this.#lastKnown = verdict === 'fits';
    this.#presentSeen ||= verdict === 'fits' && block.stamp.startsWith(`${secretIds()[0]}.`);
    return null;
  }
}
