import type { Role } from '../roles';

/**
 * How far a permission reaches when a role has it:
 * all · own_unit: the unit one heads · charge_units: 分管单位 · own_groups: groups one administers ·
 * joined_groups: groups one is in · self: what is one's own.
 */
export type Reach = 'all' | 'own_unit' | 'charge_units' | 'own_groups' | 'joined_groups' | 'self';

export const reachNames: Record<Reach, string> = {
  all: '全部',
  own_unit: '本单位',
  charge_units: '分管单位',
  own_groups: '所管群',
  joined_groups: '所在群',
  self: '本人',
};

/** A row of the permission table. */
export interface Permission {
  label: string;
  area: string;
  clause?: string;
  grants: Partial<Record<Role, Reach>>;
  /** 可委托: goes to a delegate with the duty. What is not marked stays with whoever holds the role. */
  delegable?: true;
}

/** Whoever is signed in, for what is his own. */
export const everyone: Partial<Record<Role, Reach>> = { member: 'self' };
