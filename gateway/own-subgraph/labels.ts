import type { LabelTable } from '../../subgraphs/registry/labels.ts';

/** Purposes, and what they are given, in words. */
export const labels: LabelTable = {
  EntitlementCell: {
    GIVEN: ['Annetaan', 'Lämnas ut', 'Given'],
    IF_NEEDED: [
      'Annetaan vain, jos asia sitä vaatii',
      'Lämnas ut endast om ärendet kräver det',
      'Given only if the case needs it',
    ],
    MASKED: ['Annetaan osittain peitettynä', 'Lämnas ut delvis dolt', 'Given partly hidden'],
    NEVER: ['Ei anneta', 'Lämnas inte ut', 'Not given'],
  },
  Purpose: {
    MIGRI_FIRST_PERMIT: [
      'Ensimmäinen oleskelulupa opiskelua varten',
      'Första uppehållstillstånd för studier',
      'First residence permit for studies',
    ],
    MIGRI_EXTENSION: [
      'Opiskelijan jatkolupa',
      'Fortsatt tillstånd för studier',
      'Extended permit for studies',
    ],
    MIGRI_POST_CHECK: [
      'Oleskeluluvan jälkivalvonta',
      'Kontroll efter beslutet om uppehållstillstånd',
      'Check after the permit decision',
    ],
    FEE_OBLIGATION_CHECK: [
      'Lukuvuosimaksuvelvollisuuden tarkistaminen',
      'Kontroll av läsårsavgiftsskyldighet',
      'Check of the tuition-fee obligation',
    ],
    VF_SELF_SERVICE: ['Omien tietojen katselu', 'Visning av egna uppgifter', 'View of one’s own data'],
    SANDBOX: [
      'Kokeilu synteettisillä tiedoilla',
      'Test med syntetiska uppgifter',
      'Trial with synthetic data',
    ],
  },
};

/** The rule by which entries are held back, in words. */
export const heldBackRule = {
  fi: 'Lupapäätöksen jälkeisen valvonnan haut näytetään 90 päivän kuluttua, jotta selvitys ei vaarannu.',
  sv: 'Sökningar i kontrollen efter ett tillståndsbeslut visas efter 90 dagar, så att utredningen inte äventyras.',
  en: 'Searches in monitoring after a permit decision are shown after 90 days, so as not to endanger an inquiry.',
} as const;
