'use client';

import { useEffect, useRef, useState } from 'react';
import { runAction } from '@/components/form/run-action';
import type { Refusal } from '@/lib/core/errors';
import type { NoticeForm } from '@/lib/notices/input';
import { saveNoticeAction } from '@/lib/notices/writing/actions';

const pauseMs = 800;

export type Saved = 'untouched' | 'waiting' | 'saved' | 'failed';

/** Refusals after which keeping on would only be refused again: another window is ahead, or the draft is gone. */
const final: readonly Refusal['code'][] = ['conflict', 'not_found', 'forbidden'];

/** Words or a file are worth keeping; a box ticked in passing is no draft yet. */
const isBegun = ({ title, titleReason, body, planned, fileIds }: NoticeForm): boolean =>
  [title, titleReason, body, planned].some((text) => text?.trim()) || fileIds.length > 0;

/**
 * Keeps on the server what is written, after every pause and when the window is left: a closed tab or an ended session loses nothing. A
 * draft begins with its first words or its first file, or when it is asked for.
 * One keeping at a time, each saying which copy it goes on from, so that of two windows the second is told and overwrites nothing.
 */
export function useDraft(form: NoticeForm) {
  const latest = useRef(form);
  latest.current = form;
  const kept = useRef(JSON.stringify(form));
  const seen = useRef(form.seen);
  const running = useRef<Promise<void> | null>(null);
  const stopped = useRef(false);
  const wanted = useRef(false);
  const [saved, setSaved] = useState<Saved>('untouched');
  const [refusal, setRefusal] = useState<Refusal>();
  const text = JSON.stringify(form);

  /** There is something that is not kept, and is to be. */
  function isAhead(): boolean {
    if (stopped.current) return false;
    if (!seen.current && wanted.current) return true;
    return (
      JSON.stringify(latest.current) !== kept.current && (seen.current !== '' || isBegun(latest.current))
    );
  }
  async function keep(): Promise<void> {
    while (isAhead()) {
      const now = JSON.stringify(latest.current);
      setSaved('waiting');
      const outcome = await runAction(saveNoticeAction, { ...latest.current, seen: seen.current });
      if (!outcome.ok) {
        stopped.current = final.includes(outcome.refusal.code);
        setRefusal(outcome.refusal);
        setSaved('failed');
        return;
      }
      // From the first time on, loading the page again goes on with the draft.
      if (!seen.current) window.history.replaceState(null, '', `/notices/${latest.current.id}/edit`);
      seen.current = outcome.value.seen;
      kept.current = now;
      setRefusal(undefined);
      setSaved('saved');
    }
  }
  function save(): Promise<void> {
    running.current ??= keep().finally(() => {
      running.current = null;
    });
    return running.current;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is written begins a new pause
  useEffect(() => {
    if (!isAhead()) return;
    setSaved('waiting');
    const timer = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: they read the latest through references
  useEffect(() => {
    const again = () => void save();
    const warn = (event: BeforeUnloadEvent) => {
      if (isAhead()) event.preventDefault();
    };
    // Signed in again in another window, back on line, or about to be left.
    for (const kind of ['focus', 'online', 'blur', 'pagehide']) window.addEventListener(kind, again);
    document.addEventListener('visibilitychange', again);
    window.addEventListener('beforeunload', warn);
    return () => {
      for (const kind of ['focus', 'online', 'blur', 'pagehide']) window.removeEventListener(kind, again);
      document.removeEventListener('visibilitychange', again);
      window.removeEventListener('beforeunload', warn);
    };
  }, []);

  return {
    saved,
    refusal,
    save,
    /** 保存草稿: as it stands, however little that is. @returns whether it is kept */
    saveNow: async (): Promise<boolean> => {
      wanted.current = true;
      await save();
      return !(stopped.current || isAhead());
    },
    /** The copy that the form goes on from, for whoever submits it. */
    seen: () => seen.current,
    /** The form is being submitted, or its draft done away with: nothing is to be kept of it from here. */
    stop: () => {
      stopped.current = true;
    },
    goOn: () => {
      stopped.current = false;
    },
    /** Goes on as a draft of its own, under the id that the form has by now. */
    detach: () => {
      stopped.current = false;
      wanted.current = true;
      seen.current = '';
      kept.current = '';
      setRefusal(undefined);
    },
  };
}
