import type { Language, Text } from '../../language.ts';

const door = { fi: 'Yhdyskäytävä', sv: 'Gatewayen', en: 'The gateway' } as const satisfies Text;

/** Why somebody is refused, by the error's code. */
const reasons: Readonly<Record<string, Text>> = {
  UNAUTHENTICATED: {
    fi: 'ei päästänyt kysyjää sisään, koska se ei tiedä, kuka kysyy. Mitään rekisteriä ei kysytty, ja torjunta on lokissa.',
    sv: 'släppte inte in frågaren, för den vet inte vem som frågar. Inget register tillfrågades, och avvisningen står i loggen.',
    en: 'did not let the caller in, because it does not know who asks. No registry was asked, and the refusal is in the log.',
  },
  FORBIDDEN: {
    fi: 'tietää, kuka kysyy, mutta tämä kysyjä ei saa kysyä tätä. Mitään rekisteriä ei kysytty.',
    sv: 'vet vem som frågar, men den här frågaren får inte fråga detta. Inget register tillfrågades.',
    en: 'knows who asks, but this caller may not ask this. No registry was asked.',
  },
  PURPOSE_REQUIRED: {
    fi: 'ei vastaa, koska kysyjä ei sano, mihin tarkoitukseen se kysyy.',
    sv: 'svarar inte, för frågaren säger inte för vilket ändamål den frågar.',
    en: 'does not answer, because the caller does not say what it asks for.',
  },
  CASE_REFERENCE_REQUIRED: {
    fi: 'ei vastaa, koska kysyjä ei nimeä asiaa, jota varten se kysyy.',
    sv: 'svarar inte, för frågaren nämner inte det ärende som frågan gäller.',
    en: 'does not answer, because the caller names no case that it asks for.',
  },
  END_USER_REQUIRED: {
    fi: 'ei vastaa, koska kysyjä ei kerro, kenelle virkailijalle vastaus annetaan.',
    sv: 'svarar inte, för frågaren säger inte vilken handläggare svaret ges till.',
    en: 'does not answer, because the caller does not say which official the answer is for.',
  },
  RATE_LIMITED: {
    fi: 'ei vastaa nyt, koska kysyjä on kysynyt enemmän kuin se saa. Yritä hetken päästä.',
    sv: 'svarar inte nu, för frågaren har frågat mer än den får. Försök om en stund.',
    en: 'does not answer now, because the caller has asked more than it may. Try again in a moment.',
  },
  BAD_USER_INPUT: {
    fi: 'ei voi kysyä, koska jokin muuttuja ei kelpaa.',
    sv: 'kan inte fråga, för en variabel duger inte.',
    en: 'cannot ask, because a variable is not acceptable.',
  },
  GRAPHQL_PARSE_FAILED: {
    fi: 'ei ymmärrä kyselyä: se ei ole GraphQL:ää.',
    sv: 'förstår inte frågan: den är inte GraphQL.',
    en: 'does not understand the query: it is not GraphQL.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    fi: 'ei voi kysyä, koska kysely ei ole skeeman mukainen.',
    sv: 'kan inte fråga, för frågan stämmer inte med schemat.',
    en: 'cannot ask, because the query does not fit the schema.',
  },
};

const other: Text = {
  fi: 'ei vastannut kysyjälle.',
  sv: 'svarade inte frågaren.',
  en: 'did not answer the caller.',
};

/** Who refused and why, by the error's code, in a sentence. */
export function refusalIn(code: string, language: Language): string {
  const reason = (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? other;
  return `${door[language]} ${reason[language]}`;
}
