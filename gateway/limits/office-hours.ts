const finnishTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Whether officials may be expected to work: 6 to 20 o'clock from Monday to Friday in Finland. */
export function isOfficeTime(at: Date): boolean {
  const parts = Object.fromEntries(finnishTime.formatToParts(at).map(({ type, value }) => [type, value]));
  const hour = Number(parts.hour);
  return parts.weekday !== 'Sat' && parts.weekday !== 'Sun' && hour >= 6 && hour < 20;
}
