const firstRecordAt = Date.UTC(2023, 0, 10, 7, 0, 0);
const minute = 60 * 1000;
const day = 24 * 60 * minute;

const helsinkiParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki',
  timeZoneName: 'longOffset',
  hour: '2-digit',
});

interface Times {
  readonly created: number;
  readonly modified: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

const known = new Map<string, Times>();

/** When a record was made and last changed, in both of ONR's spellings (oph.md §4.1). */
export function createdAndModified(oid: string): Times {
  const times = known.get(oid) ?? computeTimes(oid);
  known.set(oid, times);
  return times;
}

/** Made up of the OID, so that a record has the same times at every start. */
function computeTimes(oid: string): Times {
  const created = firstRecordAt + (Number(oid.slice(-6)) % 1_000_000) * minute;
  const modified = created + 30 * day + 20_283;
  return {
    created,
    modified,
    createdAt: inHelsinki(created),
    modifiedAt: inHelsinki(modified),
  };
}

/** ISO with milliseconds and Helsinki's offset, such as `2026-03-10T15:35:20.283+02:00`. */
function inHelsinki(epochMilliseconds: number): string {
  const zone = helsinkiParts.formatToParts(epochMilliseconds).find(({ type }) => type === 'timeZoneName');
  const offset = zone?.value === 'GMT+03:00' ? '+03:00' : '+02:00';
  const local = new Date(epochMilliseconds + Number(offset.slice(2, 3)) * 60 * minute);
  return local.toISOString().replace('Z', offset);
}
