'use client';

import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { listenToNotifications, type Toast } from './notify';

/** Loaded on the first notification, which it shows itself: sonner forgets what is said before it listens. */
export default function Toaster({ first }: { first: Toast }) {
  useEffect(() => {
    const say = ({ tone, message }: Toast) => {
      toast[tone](message);
    };
    say(first);
    return listenToNotifications(say);
  }, [first]);
  return (
    <Sonner
      theme="system"
      position="top-center"
      offset={64}
      mobileOffset={{ top: 56 }}
      containerAriaLabel="提示"
      toastOptions={{ duration: 6000, closeButton: true, closeButtonAriaLabel: '关闭' }}
    />
  );
}
