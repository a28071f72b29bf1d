/** How many texts are remembered: more than the product's commands have, few enough that a server process can keep them all. */
const most = 400;
/** No text of a command is that long, but for those that grow with what they are about. */
const longest = 10_000;
/** A text that comes so often is prepared; a list of some odd length that comes once is not. */
const enough = 3;

/** Tells which statements come again and again, from the last few hundred that came. */
export class Recurring {
  private readonly seen = new Map<string, number>();

  /** Whether this text, counted now, is worth being prepared. */
  has(text: string): boolean {
    if (text.length > longest) return false;
    const times = (this.seen.get(text) ?? 0) + 1;
    this.seen.delete(text);
    this.seen.set(text, times);
    const [oldest] = this.seen.keys();
    if (this.seen.size > most && oldest !== undefined) this.seen.delete(oldest);
    return times >= enough;
  }
}
