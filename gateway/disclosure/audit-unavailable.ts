/** The log could not be written in time; nothing may be asked or disclosed on the strength of these records. */
export class AuditUnavailable extends Error {
  override name = 'AuditUnavailable';
  /** The error code that the client sees. */
  readonly code = 'AUDIT_UNAVAILABLE';

  constructor(reason: string) {
    super(`The disclosure log cannot be written: ${reason}.`);
  }
}
