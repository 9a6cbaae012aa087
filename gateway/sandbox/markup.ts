const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML and XML, between tags and in attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

/** An element with attributes and ready markup inside; attributes are escaped here, the markup is not. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | null = null,
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`,
  );
  const start = `<${name}${written.join('')}`;
  return content === null ? `${start}/>` : `${start}>${content}</${name}>`;
}
