export type Toast = { tone: 'success' | 'error' | 'info'; message: string };

type Show = (toast: Toast) => void;

let show: Show | undefined;
const early: Toast[] = [];

/** Says something in passing at the edge of the screen. Browser only. */
export function notify(tone: Toast['tone'], message: string): void {
  if (show) show({ tone, message });
  else early.push({ tone, message });
}

/** The host registers itself here, and gets what was said before it was there. Returns how to unregister. */
export function listenToNotifications(listener: Show): () => void {
  show = listener;
  for (const toast of early.splice(0)) listener(toast);
  return () => {
    show = undefined;
  };
}
