'use client';

import { Camera, ImagePlus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { usePasted } from './use-pasted';
import { type PictureLimits, pictureTypes, type usePictures } from './use-pictures';

interface PictureBoxProps {
  held: ReturnType<typeof usePictures>;
  limits: PictureLimits;
  label: string;
}

/** Pictures to go with a form: chosen, taken with the phone, dropped or pasted; seen before they are sent. */
export function PictureBox({ held, limits, label }: PictureBoxProps) {
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const [over, setOver] = useState(false);
  usePasted(box, held.add);
  const full = held.pictures.length >= limits.most;
  const choose = (input: HTMLInputElement) => {
    held.add([...(input.files ?? [])]);
    // The same picture may be chosen again after it was removed.
    input.value = '';
  };
  return (
    <fieldset
      ref={box}
      aria-describedby={`${id}-hint`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        held.add([...event.dataTransfer.files]);
      }}
      className={`rounded-md border border-dashed p-3 ${over ? 'border-primary bg-soft' : 'border-edge'}`}
    >
      <legend className="px-1">
        {label} <span className="text-muted text-xs">选填，最多 {limits.most} 张</span>
      </legend>
      {held.pictures.length ? <Previews held={held} /> : null}
      {full ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <label className={`${buttonClass('plain', 'small')} cursor-pointer focus-within:outline-2`}>
            <ImagePlus aria-hidden className="size-4" />
            选择图片
            <input
              type="file"
              multiple
              accept={pictureTypes}
              className="sr-only"
              onChange={(event) => choose(event.target)}
            />
          </label>
          <label
            className={`${buttonClass('plain', 'small')} cursor-pointer focus-within:outline-2 md:hidden`}
          >
            <Camera aria-hidden className="size-4" />
            拍照
            <input
              type="file"
              accept="image/jpeg"
              capture="environment"
              className="sr-only"
              onChange={(event) => choose(event.target)}
            />
          </label>
          <span id={`${id}-hint`} className="text-muted text-xs">
            <span className="max-md:hidden">可直接粘贴或拖入，</span>每张不超过 {limits.megabytes} MB
          </span>
        </div>
      )}
      <p role="status" className="text-error-ink text-xs empty:hidden">
        {held.problem}
      </p>
    </fieldset>
  );
}

function Previews({ held }: { held: PictureBoxProps['held'] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-2">
      {held.pictures.map(({ key, file, url }, n) => (
        <li key={key} className="relative">
          {/* biome-ignore lint/performance/noImgElement: shown from this page's memory */}
          <img
            src={url}
            alt={`截图 ${n + 1}：${file.name}`}
            className="size-20 rounded border border-base-300 object-cover"
          />
          <button
            type="button"
            aria-label={`删除截图 ${n + 1}`}
            onClick={() => held.remove(key)}
            className="-top-2 -right-2 absolute grid size-7 place-items-center rounded-full border border-base-300 bg-base-100"
          >
            <X aria-hidden className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
