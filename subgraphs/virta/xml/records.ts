import type { Nimi } from '../contract.ts';
import {
  AttainmentDraft,
  added,
  FeeDueDraft,
  FeePaidDraft,
  PeriodDraft,
  RegistrationDraft,
  RightDraft,
  StateDraft,
  type StudentDraft,
} from './drafts.ts';
import { withName } from './name-lists.ts';
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

const name = textWith<{ nimet: Nimi[] }>('kieli', (draft, teksti, kieli) => {
  draft.nimet = withName(draft.nimet, kieli, teksti);
});

const period = { AlkuPvm: 'alkuPvm', LoppuPvm: 'loppuPvm' } as const;

const tila = selectionOf<StateDraft>({ texts: textFields({ ...period, Koodi: 'koodi' }) });

const maksuvelvollisuus = selectionOf<FeeDueDraft>({ texts: textFields({ ...period, Summa: 'summa' }) });

const laajuus = selectionOf<{ opintopiste: string | null }>({
  texts: textFields({ Opintopiste: 'opintopiste' }),
});

const jakso = selectionOf<PeriodDraft>({
  texts: {
    ...textFields({
      ...period,
      Koulutuskoodi: 'koulutuskoodi',
      Koulutuskunta: 'koulutuskunta',
      Koulutuskieli: 'koulutuskieli',
      Rahoituslahde: 'rahoituslahde',
    }),
    Luokittelu: text((draft, luokittelu) => {
      draft.luokittelut = added(draft.luokittelut, luokittelu);
    }),
    Nimi: name,
  },
});

const opiskeluoikeus = selectionOf<RightDraft>({
  texts: textFields({ ...period, Tyyppi: 'tyyppi', Myontaja: 'myontaja' }),
  children: {
    Tila: child(tila, (right) => {
      const state = new StateDraft();
      right.tilat = added(right.tilat, state);
      return state;
    }),
    Jakso: child(jakso, (right) => {
      const contents = new PeriodDraft();
      right.jaksot = added(right.jaksot, contents);
      return contents;
    }),
    Laajuus: child(laajuus, (right) => right),
    LukuvuosiMaksu: child(maksuvelvollisuus, (right) => {
      const fee = new FeeDueDraft();
      right.lukuvuosimaksut = added(right.lukuvuosimaksut, fee);
      return fee;
    }),
  },
});

const maksu = selectionOf<FeePaidDraft>({
  texts: textFields({ Maksettu: 'maksettu', Summa: 'summa', Apuraha: 'apuraha' }),
});

const ilmoittautuminen = selectionOf<RegistrationDraft>({
  texts: textFields({
    ...period,
    Myontaja: 'myontaja',
    Tila: 'tila',
    IlmoittautumisPvm: 'ilmoittautumisPvm',
  }),
  children: {
    LukuvuosiMaksu: child(maksu, (registration, attributes) => {
      const fee = new FeePaidDraft(attributeOf(attributes, 'opiskeluoikeusAvain'));
      registration.lukuvuosimaksu = fee;
      return fee;
    }),
  },
});

const sisaltyvyys = selectionOf<unknown>({});

const opintosuoritus = selectionOf<AttainmentDraft>({
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
    Sisaltyvyys: child(sisaltyvyys, (attainment, attributes) => {
      const key = attributeOf(attributes, 'sisaltyvaOpintosuoritusAvain');
      if (key !== null) attainment.sisaltyvat = added(attainment.sisaltyvat, key);
      return null;
    }),
  },
});

/** `Opiskeluoikeudet`: the list of rights. */
export const rights: Selection<StudentDraft> = closedSelectionOf({
  Opiskeluoikeus: child(opiskeluoikeus, (student, attributes) => {
    const right = new RightDraft(attributeOf(attributes, 'avain'));
    student.opiskeluoikeudet = added(student.opiskeluoikeudet, right);
    return right;
  }),
});

/** `LukukausiIlmoittautumiset`: the list of term registrations. */
export const registrations: Selection<StudentDraft> = closedSelectionOf({
  LukukausiIlmoittautuminen: child(ilmoittautuminen, (student, attributes) => {
    const registration = new RegistrationDraft(attributeOf(attributes, 'opiskeluoikeusAvain'));
    student.lukukausiIlmoittautumiset = added(student.lukukausiIlmoittautumiset, registration);
    return registration;
  }),
});

/** `Opintosuoritukset`: the list of attainments, also of the degrees' operation. */
export const attainments: Selection<StudentDraft> = closedSelectionOf({
  Opintosuoritus: child(opintosuoritus, (student, attributes) => {
    const key = attributeOf(attributes, 'avain');
    const attainment = new AttainmentDraft(key, attributeOf(attributes, 'opiskeluoikeusAvain'));
    student.opintosuoritukset = added(student.opintosuoritukset, attainment);
    return attainment;
  }),
});
