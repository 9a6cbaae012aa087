import { holdsIdentityCode } from '../identity-codes/identity-code-like.ts';

/** What a case reference must be, in the words of a refusal. */
export const acceptedCaseReference =
  '1–100 letters a–z, digits and -./_: and, where there is a digit, spaces; no personal identity code';

/** What an end user must be, likewise. */
export const acceptedPseudonym =
  '1–100 letters a–z, digits and -._:/, no e-mail address, no personal identity code';

/** Words with blanks between and without a number are a name. */
const caseReference = /^(?=.*\d|[^ ]+$)[A-Za-z0-9\-./_: ]{1,100}$/;
const pseudonym = /^[\w.:/-]{1,100}$/;

/** Whether a text is the reference of a case, and says nothing of a person. */
export function isCaseReference(text: string): boolean {
  return caseReference.test(text) && !holdsIdentityCode(text);
}

/** Whether a text is a pseudonymous id. */
export function isPseudonym(text: string): boolean {
  return pseudonym.test(text) && !holdsIdentityCode(text);
}
