import { added } from './draft.ts';
import {
  AttainmentDraft,
  FeePaidDraft,
  MobilityDraft,
  RegistrationDraft,
  type StudentDraft,
} from './drafts.ts';
import { RightDraft } from './right-drafts.ts';
import { opiskeluoikeus } from './right-records.ts';
import {
  attributeOf,
  child,
  closedSelectionOf,
  type Selection,
  selectionOf,
  textFields,
} from './selection.ts';
import { bare, laajuus, name, period } from './shared-parts.ts';

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
      registration.lukuvuosimaksut = added(registration.lukuvuosimaksut, fee);
      return fee;
    }),
  },
});

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
    Sisaltyvyys: child(bare, (attainment, attributes) => {
      const key = attributeOf(attributes, 'sisaltyvaOpintosuoritusAvain');
      if (key !== null) attainment.sisaltyvat = added(attainment.sisaltyvat, key);
      return null;
    }),
  },
});

const liikkuvuusjakso = selectionOf<MobilityDraft>({
  texts: textFields({
    ...period,
    Myontaja: 'myontaja',
    Suunta: 'suunta',
    Maa: 'maa',
    Tyyppi: 'tyyppi',
    Liikkuvuusohjelma: 'liikkuvuusohjelma',
  }),
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

/** `Liikkuvuusjaksot`: the list of periods of mobility. */
export const mobility: Selection<StudentDraft> = closedSelectionOf({
  Liikkuvuusjakso: child(liikkuvuusjakso, (student, attributes) => {
    const key = attributeOf(attributes, 'avain');
    const stay = new MobilityDraft(key, attributeOf(attributes, 'opiskeluoikeusAvain'));
    student.liikkuvuusjaksot = added(student.liikkuvuusjaksot, stay);
    return stay;
  }),
});
