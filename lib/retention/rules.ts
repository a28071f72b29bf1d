const dayMs = 86_400_000;

export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * dayMs);

/** The same day so many years earlier; of a 29th of February, the 1st of March where there is none. */
export function yearsBefore(at: Date, years: number): Date {
  const earlier = new Date(at);
  earlier.setUTCFullYear(at.getUTCFullYear() - years);
  return earlier;
}
