'use client';

import { useEffect, useRef, useState } from 'react';
import { v4 as uuid } from 'uuid';
import type { Result } from '@/lib/core/errors';
import { allowedTypes, uploadUses } from '@/lib/files/rules';
import { sendFile } from './send-file';

/** A picture that has been chosen, and not sent yet. */
export interface Picture {
  key: string;
  file: File;
  /** Shows it in this page only. */
  url: string;
}

export interface PictureLimits {
  most: number;
  megabytes: number;
}

const types: readonly string[] = uploadUses.screenshot.map((type) => allowedTypes[type]);
const typeNames = uploadUses.screenshot.join('、');

/** What browsers and phones are asked to offer. */
export const pictureTypes = types.join(',');

/** Which of the files can be added to `held` others, and what to say of the rest. */
export function acceptable(
  files: readonly File[],
  held: number,
  { most, megabytes }: PictureLimits,
): { good: File[]; problem: string } {
  const fitting = files.filter(({ type, size }) => types.includes(type) && size <= megabytes * 1024 * 1024);
  const good = fitting.slice(0, Math.max(0, most - held));
  if (good.length < fitting.length) return { good, problem: `截图最多 ${most} 张` };
  if (fitting.length < files.length)
    return { good, problem: `只能添加 ${typeNames} 图片，每张不超过 ${megabytes} MB` };
  return { good, problem: '' };
}

/** Pictures that go with a form: held in the page until it is sent, each sent once however often that is tried. */
export function usePictures(limits: PictureLimits) {
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [problem, setProblem] = useState('');
  const sent = useRef(new Map<string, string>());
  const urls = useRef(new Set<string>());
  useEffect(() => {
    const shown = urls.current;
    return () => {
      for (const url of shown) URL.revokeObjectURL(url);
    };
  }, []);

  function add(files: readonly File[]): void {
    const answer = acceptable(files, pictures.length, limits);
    setProblem(answer.problem);
    const added = answer.good.map((file) => ({ key: uuid(), file, url: URL.createObjectURL(file) }));
    for (const { url } of added) urls.current.add(url);
    setPictures((before) => [...before, ...added].slice(0, limits.most));
  }
  function remove(key: string): void {
    setProblem('');
    setPictures((before) => before.filter((picture) => picture.key !== key));
  }
  function clear(): void {
    setProblem('');
    setPictures([]);
  }
  async function send(progress: (text: string) => void): Promise<Result<string[]>> {
    for (const [n, { key, file }] of pictures.entries()) {
      if (sent.current.has(key)) continue;
      progress(`正在上传截图 ${n + 1}/${pictures.length}…`);
      const outcome = await sendFile(file, '/api/files?use=screenshot');
      if (!outcome.ok) return outcome;
      sent.current.set(key, outcome.value.id);
    }
    return { ok: true, value: pictures.map(({ key }) => sent.current.get(key) ?? '') };
  }
  return { pictures, problem, add, remove, clear, send };
}
