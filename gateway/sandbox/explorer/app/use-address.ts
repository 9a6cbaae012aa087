import { useEffect } from 'react';
import { addressOf, type Choice } from './choice.ts';

/** Keeps the choice in the address and in the links to other languages, so that it outlives a reload. */
export function useAddress(choice: Choice): void {
  useEffect(() => {
    const state = addressOf(choice);
    const { lang } = document.documentElement;
    window.history.replaceState(null, '', `?lang=${lang}&${state}`);
    for (const link of document.querySelectorAll('header a[hreflang]')) {
      link.setAttribute('href', `/?lang=${link.getAttribute('hreflang')}&${state}`);
    }
  }, [choice]);
}
