import { emergencyInputs } from './fields/emergency';
import { groupInputs } from './fields/groups';
import { houseInputs } from './fields/house';
import type { Input } from './fields/input';

/** The input of every action. */
export const inputs: Readonly<Record<string, Input>> = { ...houseInputs, ...groupInputs, ...emergencyInputs };
