import { type ReactNode, useEffect, useRef } from 'react';

/** A picture from ready markup. It scrolls on a narrow screen, and so is reached by keyboard. */
export function SvgImage({ svg, label }: { svg: string; label: string }): ReactNode {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
    place.current?.replaceChildren(document.importNode(documentElement, true));
  }, [svg]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section ref={place} className="picture" aria-label={label} tabIndex={0} />
  );
}
