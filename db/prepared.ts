/** How many texts are remembered: those of the commands that are in use at a time. Each takes some 60 KB of a server process. */
const most = 100;
/** No text of a command is that long, but for those that grow with what they are about. */
const longest = 10_000;
/** A text that comes so often is prepared; a list of some odd length that comes once is not. */
const enough = 3;

/** Tells which statements come again and again, from the last hundred that came. */
export class Recurring {
  private readonly seen = new Map<string, number>();

  /** Whether this text, counted now, is worth being prepared. */
  has(text: string): boolean {
    if (text.length > longest) return false;
    const times = (this.seen.get(text) ?? 0) + 1;
    this.seen.delete(text);
    this.seen.set(text, times);
    if (this.seen.size > most) this.forgetOldest();
    return times >= enough;
  }

  private forgetOldest(): void {
    const [oldest] = this.seen.keys();
    if (oldest !== undefined) this.seen.delete(oldest);
  }
}
