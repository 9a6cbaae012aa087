const recordKinds = ['Opiskeluoikeus', 'LukukausiIlmoittautuminen', 'Opintosuoritus'] as const;

/** Leaves out every second record: student records of a list, else rights, registrations or attainments. */
export function withoutEverySecondElement(body: string, from: 'first' | 'second'): string {
  let index = from === 'first' ? 1 : 0;
  return body.replace(recordPatternOf(body), (record) => {
    index += 1;
    return index % 2 === 1 ? record : '';
  });
}

/** Makes a date of one record no date; of a student record, one of its first right, registration and attainment. */
export function withDateSpoiled(body: string, index: number): string {
  return inRecord(body, index, (record) =>
    record.replace(/<virta:(AlkuPvm|SuoritusPvm)>[^<]*</, '<virta:$1>ei tiedossa<'),
  );
}

/** Puts a code that nobody knows in place of one record's type and state. */
export function withCodeUnknown(body: string, index: number): string {
  return inRecord(body, index, (record) =>
    record
      .replace(/<virta:Koodi>[^<]*</, '<virta:Koodi>99<')
      .replace(/<virta:Tyyppi>[^<]*</, '<virta:Tyyppi>99<')
      .replace(
        /(<virta:LukukausiIlmoittautuminen[\s\S]*?<virta:Tila>)[^<]*</,
        (_whole, before: string) => `${before}99<`,
      )
      .replace(/<virta:Laji>[^<]*</, '<virta:Laji>99<'),
  );
}

/** The document with a text of it replaced and a DOCTYPE before it. */
export function withDoctype(body: string, declarations: string, reference: string): string {
  const doctype = `<!DOCTYPE SOAP-ENV:Envelope${declarations === '' ? '' : ` [${declarations}]`}>`;
  return `${doctype}${body.replace(/>([^<>\s][^<>]*)</, (whole) => (reference === '' ? whole : `>${reference}<`))}`;
}

/** Entities that are each ten of the one before. */
export function growingEntities(levels: number): string {
  const grown = Array.from(
    { length: levels },
    (_each, level) => `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`,
  );
  return `<!ENTITY lol0 "lol">${grown.join('')}`;
}

function inRecord(body: string, index: number, change: (record: string) => string): string {
  const pattern = recordPatternOf(body);
  const count = body.match(pattern)?.length ?? 0;
  let at = -1;
  return body.replace(pattern, (record) => {
    at += 1;
    return at === index % count ? changeEachKind(record, change) : record;
  });
}

/** A student record holds records of each kind: the first of each is changed. */
function changeEachKind(record: string, change: (record: string) => string): string {
  if (!record.startsWith('<virta:Opiskelija ')) return change(record);
  return recordKinds.reduce((text, kind) => text.replace(patternOf(kind, ''), change), record);
}

function recordPatternOf(body: string): RegExp {
  return patternOf(body.includes('<virta:Opiskelija ') ? 'Opiskelija' : recordKinds.join('|'), 'g');
}

function patternOf(names: string, flags: string): RegExp {
  return new RegExp(`<virta:(${names})(?=[ >])[\\s\\S]*?</virta:\\1>`, flags);
}
