import type {
  Jakso,
  LukukausiIlmoittautuminen,
  Maksu,
  Maksuvelvollisuus,
  Nimi,
  Opintosuoritus,
  Opiskelija,
  Opiskeluoikeus,
  Tila,
} from '../contract.ts';
import {
  attributeOf,
  child,
  closedSelectionOf,
  type Selection,
  selectionOf,
  text,
  textFields,
  textWith,
} from './selection.ts';

type Draft<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** A student record while it is read. */
export type StudentDraft = Draft<Opiskelija>;

/** A student record with nothing read yet. */
export function emptyStudent(): StudentDraft {
  return {
    kansallinenOppijanumero: null,
    henkilotunnus: null,
    opiskeluoikeudet: [],
    lukukausiIlmoittautumiset: [],
    opintosuoritukset: [],
  };
}

const name = textWith<{ readonly nimet: Nimi[] }>('kieli', (draft, teksti, kieli) => {
  draft.nimet.push({ kieli, teksti });
});

const period = { AlkuPvm: 'alkuPvm', LoppuPvm: 'loppuPvm' } as const;

const tila = selectionOf<Draft<Tila>>({ texts: textFields({ ...period, Koodi: 'koodi' }) });

const maksuvelvollisuus = selectionOf<Draft<Maksuvelvollisuus>>({
  texts: textFields({ ...period, Summa: 'summa' }),
});

const laajuus = selectionOf<{ opintopiste: string | null }>({
  texts: textFields({ Opintopiste: 'opintopiste' }),
});

const jakso = selectionOf<Draft<Jakso>>({
  texts: {
    ...textFields({
      ...period,
      Koulutuskoodi: 'koulutuskoodi',
      Koulutuskunta: 'koulutuskunta',
      Koulutuskieli: 'koulutuskieli',
      Rahoituslahde: 'rahoituslahde',
    }),
    Luokittelu: text((draft, luokittelu) => {
      draft.luokittelut.push(luokittelu);
    }),
    Nimi: name,
  },
});

const opiskeluoikeus = selectionOf<Draft<Opiskeluoikeus>>({
  texts: textFields({ ...period, Tyyppi: 'tyyppi', Myontaja: 'myontaja' }),
  children: {
    Tila: child(tila, ({ tilat }) => added(tilat, { alkuPvm: null, loppuPvm: null, koodi: null })),
    Jakso: child(jakso, ({ jaksot }) => added(jaksot, emptyJakso())),
    Laajuus: child(laajuus, (right) => right),
    LukuvuosiMaksu: child(maksuvelvollisuus, ({ lukuvuosimaksut }) =>
      added(lukuvuosimaksut, { alkuPvm: null, loppuPvm: null, summa: null }),
    ),
  },
});

const maksu = selectionOf<Draft<Maksu>>({
  texts: textFields({ Maksettu: 'maksettu', Summa: 'summa', Apuraha: 'apuraha' }),
});

const ilmoittautuminen = selectionOf<Draft<LukukausiIlmoittautuminen>>({
  texts: textFields({
    ...period,
    Myontaja: 'myontaja',
    Tila: 'tila',
    IlmoittautumisPvm: 'ilmoittautumisPvm',
  }),
  children: {
    LukuvuosiMaksu: child(maksu, (registration, attributes) => {
      const opiskeluoikeusAvain = attributeOf(attributes, 'opiskeluoikeusAvain');
      const fee: Draft<Maksu> = { opiskeluoikeusAvain, maksettu: null, summa: null, apuraha: null };
      registration.lukuvuosimaksu = fee;
      return fee;
    }),
  },
});

const sisaltyvyys = selectionOf<unknown>({});

const opintosuoritus = selectionOf<Draft<Opintosuoritus>>({
  texts: {
    ...textFields({
      SuoritusPvm: 'suoritusPvm',
      Myontaja: 'myontaja',
      Laji: 'laji',
      Koulutuskoodi: 'koulutuskoodi',
      HyvaksilukuPvm: 'hyvaksilukuPvm',
    }),
    Nimi: name,
  },
  children: {
    Laajuus: child(laajuus, (attainment) => attainment),
    Sisaltyvyys: child(sisaltyvyys, ({ sisaltyvat }, attributes) => {
      const key = attributeOf(attributes, 'sisaltyvaOpintosuoritusAvain');
      if (key !== null) sisaltyvat.push(key);
      return null;
    }),
  },
});

/** `Opiskeluoikeudet`: the list of rights. */
export const rights: Selection<StudentDraft> = closedSelectionOf({
  Opiskeluoikeus: child(opiskeluoikeus, ({ opiskeluoikeudet }, attributes) =>
    added(opiskeluoikeudet, {
      avain: attributeOf(attributes, 'avain'),
      alkuPvm: null,
      loppuPvm: null,
      tyyppi: null,
      myontaja: null,
      tilat: [],
      jaksot: [],
      opintopiste: null,
      lukuvuosimaksut: [],
    }),
  ),
});

/** `LukukausiIlmoittautumiset`: the list of term registrations. */
export const registrations: Selection<StudentDraft> = closedSelectionOf({
  LukukausiIlmoittautuminen: child(ilmoittautuminen, ({ lukukausiIlmoittautumiset }, attributes) =>
    added(lukukausiIlmoittautumiset, {
      opiskeluoikeusAvain: attributeOf(attributes, 'opiskeluoikeusAvain'),
      myontaja: null,
      tila: null,
      ilmoittautumisPvm: null,
      alkuPvm: null,
      loppuPvm: null,
      lukuvuosimaksu: null,
    }),
  ),
});

/** `Opintosuoritukset`: the list of attainments, also of the degrees' operation. */
export const attainments: Selection<StudentDraft> = closedSelectionOf({
  Opintosuoritus: child(opintosuoritus, ({ opintosuoritukset }, attributes) =>
    added(opintosuoritukset, {
      avain: attributeOf(attributes, 'avain'),
      opiskeluoikeusAvain: attributeOf(attributes, 'opiskeluoikeusAvain'),
      suoritusPvm: null,
      opintopiste: null,
      myontaja: null,
      laji: null,
      nimet: [],
      koulutuskoodi: null,
      hyvaksilukuPvm: null,
      sisaltyvat: [],
    }),
  ),
});

function emptyJakso(): Draft<Jakso> {
  return {
    alkuPvm: null,
    loppuPvm: null,
    koulutuskoodi: null,
    koulutuskunta: null,
    koulutuskieli: null,
    rahoituslahde: null,
    luokittelut: [],
    nimet: [],
  };
}

function added<T, D extends T>(list: T[], draft: D): D {
  list.push(draft);
  return draft;
}
