import { emergencyInputs } from './fields/emergency';
import { groupInputs } from './fields/groups';
import { houseInputs } from './fields/house';
import type { Input } from './fields/input';
import { publishingInputs } from './fields/publishing';
import { receiptInputs } from './fields/receipts';
import { reviewInputs } from './fields/review';
import { writingInputs } from './fields/writing';

/** The input of every action. */
export const inputs: Readonly<Record<string, Input>> = {
  ...houseInputs,
  ...groupInputs,
  ...emergencyInputs,
  ...writingInputs,
  ...publishingInputs,
  ...receiptInputs,
  ...reviewInputs,
};
