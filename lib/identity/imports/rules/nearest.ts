const mostProposals = 3;
const enough = 0.45;

/** A name as it is compared: plain signs, no blanks. */
export const comparable = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** How alike two names are, 0 to 1: signs they share, more so when one begins with or holds the other. */
function likeness(a: string, b: string): number {
  const rest = [...b];
  const shared = [...a].filter((sign) => {
    const place = rest.indexOf(sign);
    if (place >= 0) rest.splice(place, 1);
    return place >= 0;
  }).length;
  const alike = (2 * shared) / (a.length + b.length || 1);
  const within = a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a));
  return within ? Math.max(alike, enough) + 0.1 : alike;
}

export interface Named {
  name: string;
  shortName: string;
}

/** The names most like what was written, best first; none when nothing is near. */
export function nearestNames(written: string, units: readonly Named[]): string[] {
  const wanted = comparable(written).slice(0, 60);
  return units
    .map(({ name, shortName }) => ({
      name,
      score: Math.max(likeness(wanted, comparable(name)), likeness(wanted, comparable(shortName))),
    }))
    .filter(({ score }) => score >= enough)
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, 'zh'))
    .slice(0, mostProposals)
    .map(({ name }) => name);
}
