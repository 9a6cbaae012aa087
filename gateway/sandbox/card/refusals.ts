import type { Language, Text } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';

const failures: Readonly<Record<string, Text>> = {
  ISSUER: {
    fi: 'Hiekkalaatikon tunnistepalvelu ei antanut tunnistetta, joten mitään ei kysytty. Onko se käynnissä?',
    sv: 'Sandlådans utfärdare gav ingen legitimation, så ingenting frågades. Är den igång?',
    en: 'The issuer of the sandbox gave no token, so nothing was asked. Is it running?',
  },
  UNAUTHENTICATED: {
    fi: 'Yhdyskäytävä ei hyväksynyt tunnistetta, joten mitään ei kysytty.',
    sv: 'Gatewayen godkände inte legitimationen, så ingenting frågades.',
    en: 'The gateway did not accept the credential, so nothing was asked.',
  },
  ACCESS_UNAVAILABLE: {
    fi: 'Tunnistetta ei voitu tarkistaa juuri nyt, joten mitään ei kysytty. Se voi silti olla voimassa.',
    sv: 'Legitimationen kunde inte kontrolleras just nu, så ingenting frågades. Den kan ändå vara giltig.',
    en: 'The credential could not be checked just now, so nothing was asked. It may well be valid.',
  },
  AUDIT_UNAVAILABLE: {
    fi: 'Luovutuslokiin ei voi kirjoittaa, joten mitään ei kysytty tai luovuteta.',
    sv: 'Utlämningsloggen kan inte skrivas, så ingenting frågades eller lämnas ut.',
    en: 'The disclosure log cannot be written, so nothing was asked or nothing of it is disclosed.',
  },
  RATE_LIMITED: {
    fi: 'Kyselyitä on ollut liikaa. Yritä hetken kuluttua uudelleen.',
    sv: 'Det har ställts för många frågor. Försök igen om en stund.',
    en: 'There were too many queries. Try again in a while.',
  },
};

const ordinary: Text = {
  fi: 'Yhdyskäytävä ei antanut vastausta. Se ei kerro henkilöstä mitään.',
  sv: 'Gatewayen gav inget svar. Det säger ingenting om personen.',
  en: 'The gateway gave no answer. That says nothing about the person.',
};

const refusalTexts: Readonly<Record<string, Text>> = {
  person: {
    fi: 'Tällaista henkilöä ei ole (person).',
    sv: 'Det finns ingen sådan person (person).',
    en: 'There is no such person (person).',
  },
  as: {
    fi: 'Tällaista näkymää ei ole (as).',
    sv: 'Det finns ingen sådan vy (as).',
    en: 'There is no such view (as).',
  },
  consents: {
    fi: 'Suostumuksen voi antaa vain näille rekistereille (consents).',
    sv: 'Samtycke kan ges endast för dessa register (consents).',
    en: 'Consent can be given for these registries only (consents).',
  },
};

const acceptedText: Text = { fi: 'Hyväksytään', sv: 'Godtas', en: 'Accepted' };

/** In words why there is no answer, with the code for who reports it. */
export function failureIn(code: string, language: Language): string {
  const words = (failures[code] ?? ordinary)[language];
  return alert(words, code);
}

/** What is not acceptable, and what is. */
export function refusalIn(
  { argument, accepted }: { readonly argument: string; readonly accepted: string },
  language: Language,
): string {
  return alert(refusalTexts[argument]?.[language] ?? argument, `${acceptedText[language]}: ${accepted}`);
}

function alert(words: string, detail: string): string {
  const said = element('p', {}, element('strong', {}, escapeMarkup(words)));
  return element(
    'div',
    { class: 'fact look-gap failure', role: 'alert' },
    said + element('p', { class: 'source' }, escapeMarkup(detail)),
  );
}
