'use client';

import { useEffect, useState } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { listenToNotifications, type Toast } from './notify';

const BELOW_TOP_BAR = { top: '4.25rem', right: '1.5rem' };
const ABOVE_BOTTOM_BAR = { bottom: 'calc(4.25rem + env(safe-area-inset-bottom))' };

/** Loaded on the first notification, which it shows itself: sonner forgets what is said before it listens. */
export default function Toaster({ first }: { first: Toast }) {
  useEffect(() => {
    const say = ({ tone, message }: Toast) => {
      // The same words again take the place of the first.
      toast[tone](message, { id: message });
    };
    say(first);
    return listenToNotifications(say);
  }, [first]);
  const [phone] = useState(() => window.matchMedia('(width < 48rem)').matches);
  return (
    <Sonner
      theme="system"
      // Over neither the page's title nor the bar at the thumb.
      position={phone ? 'bottom-center' : 'top-right'}
      offset={phone ? ABOVE_BOTTOM_BAR : BELOW_TOP_BAR}
      mobileOffset={ABOVE_BOTTOM_BAR}
      containerAriaLabel="提示"
      toastOptions={{ duration: 6000, closeButton: true, closeButtonAriaLabel: '关闭' }}
    />
  );
}
