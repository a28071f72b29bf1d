'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { PageLink } from '@/components/ui/page-link';
import { type Choice, type ListState, listHref } from '@/lib/core/paging';

type Place = { base: string; state: ListState };

// On a phone placed by the toolbar and as wide: else it would open off the screen.
export const menuClass =
  'absolute top-full left-0 z-30 mt-1 max-h-80 min-w-40 overflow-auto rounded-md border border-edge bg-base-100 py-1 max-md:top-auto max-md:right-0';

type ChoiceLinesProps = Place & {
  /** The list's filter key. */
  name: string;
  choices: readonly Choice[];
  /** Only one at a time. */
  single: boolean;
};

/** The choices of a filter; those that are taken can be taken back. */
export function ChoiceLines({ base, state, name, choices, single }: ChoiceLinesProps) {
  const chosen = state.filters[name] ?? [];
  const toggled = (value: string) => {
    if (chosen.includes(value)) return chosen.filter((other) => other !== value);
    return single ? [value] : [...chosen, value];
  };
  return (
    <Lines>
      {() =>
        choices.map(({ value, label }) => (
          <Line
            key={value}
            href={listHref(base, state, { filters: { ...state.filters, [name]: toggled(value) } })}
            text={label}
            on={chosen.includes(value)}
          />
        ))
      }
    </Lines>
  );
}

/** The orders a list can be put in. */
export function SortLines({ base, state, sorts }: Place & { sorts: { key: string; label: string }[] }) {
  const directions = ['asc', 'desc'] as const;
  return (
    <Lines>
      {() =>
        sorts.flatMap(({ key, label }) =>
          directions.map((dir) => (
            <Line
              key={key + dir}
              href={listHref(base, state, { sort: key, dir })}
              text={`${label}${dir === 'asc' ? '（升序）' : '（降序）'}`}
              on={key === state.sort && dir === state.dir}
            />
          )),
        )
      }
    </Lines>
  );
}

/** Made when the menu is opened: every line repeats the list's whole address, and most menus stay closed. */
function Lines({ children }: { children: () => ReactNode }) {
  const list = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const menu = list.current?.closest('details');
    const look = () => setOpened(menu?.open === true);
    // It may have been opened before this ran.
    look();
    menu?.addEventListener('toggle', look);
    return () => menu?.removeEventListener('toggle', look);
  }, []);
  return <ul ref={list}>{opened ? children() : null}</ul>;
}

type LineProps = { href: string; text: string; on?: boolean };

/** One line of a menu. */
export function Line({ href, text, on = false }: LineProps) {
  return (
    <li>
      <PageLink
        href={href}
        scroll={false}
        replace
        aria-current={on ? 'true' : undefined}
        className="flex min-h-9 items-center gap-2 px-3 text-base-content hover:bg-soft aria-[current]:font-medium aria-[current]:text-link"
      >
        {text}
        {on ? <span className="ml-auto">✓</span> : null}
      </PageLink>
    </li>
  );
}
