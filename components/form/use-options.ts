'use client';

import { useEffect, useState } from 'react';
import { nothingAsked, type OptionSource, optionFinder } from './option-finder';

/** The options for what is typed; see option-finder for which are shown when. */
export function useOptions(source: OptionSource) {
  const [finding, setFinding] = useState(nothingAsked);
  const [finder] = useState(() => optionFinder(setFinding));
  useEffect(() => finder.forget, [finder]);
  return { ...finding, look: (text: string) => finder.look(source, text), forget: finder.forget };
}
