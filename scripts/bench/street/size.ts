/** How big a street is. Everything else about it follows from this and the moment it is made for. */
export interface StreetSize {
  units: number;
  people: number;
  groups: number;
  /** Present ones; requests that were done earlier leave ended ones beside them. */
  memberships: number;
  requests: number;
  /** The history reaches back this far. */
  years: number;
  /** Requests the Office has still to decide: what is open does not grow with the history. */
  waiting: number;
  /** Approved ones that wait for a group. */
  underWay: number;
  /** One in twenty waits for its review. */
  notices: number;
  /** At least; what went out lately went to everybody in its groups. */
  receipts: number;
}

export const largeStreet: StreetSize = {
  units: 40,
  people: 2_000,
  groups: 400,
  memberships: 60_000,
  requests: 200_000,
  years: 4,
  waiting: 120,
  underWay: 240,
  notices: 200_000,
  receipts: 5_000_000,
};

/** The same people and groups with a hundredth of the history: what growth is measured from. */
export const smallStreet: StreetSize = { ...largeStreet, requests: 2_000, notices: 2_000, receipts: 50_000 };
