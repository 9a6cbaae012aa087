/** The text of a page's part with this id, without its marks. */
export function partOf(html: string, id: string): string {
  const start = html.indexOf(`<section id="${id}"`);
  if (start < 0) throw new Error(`the page has no part ${id}`);
  return textOf(html.slice(start, html.indexOf('</section>', start)));
}

/** The markup of a derived fact. */
export function findingOf(html: string, name: string): string {
  const start = html.indexOf(`data-finding="${name}"`);
  if (start < 0) throw new Error(`the page has no finding ${name}`);
  const end = html.indexOf('data-finding=', start + 1);
  return html.slice(start, end < 0 ? undefined : end);
}

/** A markup's text, as it is read. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
