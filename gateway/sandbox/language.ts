/** The languages of the sandbox's pages. */
export const languages = ['fi', 'sv', 'en'] as const;

/** A language of the sandbox's pages. */
export type Language = (typeof languages)[number];

/** A text in every language. */
export type Text = Readonly<Record<Language, string>>;

/** Each language by its own name. */
export const languageNames = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
} as const satisfies Record<Language, string>;

/** The language of a page: the one named, else the one that the browser likes best, else English. */
export function languageOf(named: unknown, acceptLanguage: string | undefined): Language {
  const asked = languages.find((one) => one === named);
  return asked ?? preferred(acceptLanguage ?? '') ?? 'en';
}

function preferred(header: string): Language | null {
  const ranked = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const language = languages.find((one) => one === tag.split('-')[0]);
    const quality = Number(parameters.find((piece) => piece.startsWith('q='))?.slice(2) ?? 1);
    return language === undefined || !(quality > 0) ? [] : [{ language, quality }];
  });
  // Sorting is stable: of equals, the one named first.
  return ranked.toSorted((a, b) => b.quality - a.quality)[0]?.language ?? null;
}
