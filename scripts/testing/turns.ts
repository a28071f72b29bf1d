/** Somebody who speaks in his turn. */
export interface Turn {
  say: (text: string | Buffer) => void;
  /** Nothing more is to come: it is the next one's turn. */
  end: () => void;
}

/** For several who work at once and are to be read one after the other: the first is heard as he speaks, the others from when all before them have ended. */
export function inTurns(count: number, write: (text: string | Buffer) => void): Turn[] {
  const kept = Array.from({ length: count }, () => ({ said: [] as (string | Buffer)[], ended: false }));
  let speaking = 0;
  const goOn = () => {
    for (const text of kept[speaking]?.said.splice(0) ?? []) write(text);
    if (!kept[speaking]?.ended) return;
    speaking += 1;
    goOn();
  };
  return kept.map((own) => ({
    say: (text) => {
      own.said.push(text);
      if (kept[speaking] === own) goOn();
    },
    end: () => {
      own.ended = true;
      if (kept[speaking] === own) goOn();
    },
  }));
}
