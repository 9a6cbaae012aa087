import { added } from './draft.ts';
import {
  FeeDueDraft,
  PeriodDraft,
  type RightDraft,
  RoleDraft,
  SpanDraft,
  StateDraft,
  TermsUsedDraft,
  TransferDraft,
} from './right-drafts.ts';
import { attributeOf, child, selectionOf, text, textFields } from './selection.ts';
import { bare, laajuus, name, period } from './shared-parts.ts';

const tila = selectionOf<StateDraft>({ texts: textFields({ ...period, Koodi: 'koodi' }) });

const maksuvelvollisuus = selectionOf<FeeDueDraft>({ texts: textFields({ ...period, Summa: 'summa' }) });

const organisaatio = selectionOf<RoleDraft>({ texts: textFields({ Rooli: 'rooli', Koodi: 'koodi' }) });

const ensisijaisuus = selectionOf<SpanDraft>({ texts: textFields(period) });

const lukukausikertyma = selectionOf<TermsUsedDraft>({
  texts: textFields({ IlmoittautuminenTila: 'ilmoittautuminenTila', Maara: 'maara' }),
});

const siirto = selectionOf<TransferDraft>({
  texts: textFields({ SiirtoPvm: 'siirtoPvm' }),
  children: {
    Lukukausikertyma: child(lukukausikertyma, (transfer) => {
      const terms = new TermsUsedDraft();
      transfer.lukukausikertymat = added(transfer.lukukausikertymat, terms);
      return terms;
    }),
  },
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

/** `Opiskeluoikeus`: a right. */
export const opiskeluoikeus = selectionOf<RightDraft>({
  texts: textFields({ ...period, Tyyppi: 'tyyppi', Myontaja: 'myontaja' }),
  children: {
    Tila: child(tila, (right) => {
      const state = new StateDraft();
      right.tilat = added(right.tilat, state);
      return state;
    }),
    Organisaatio: child(organisaatio, (right) => {
      const role = new RoleDraft();
      right.organisaatiot = added(right.organisaatiot, role);
      return role;
    }),
    Jakso: child(jakso, (right) => {
      const contents = new PeriodDraft();
      right.jaksot = added(right.jaksot, contents);
      return contents;
    }),
    Ensisijaisuus: child(ensisijaisuus, (right) => {
      const span = new SpanDraft();
      right.ensisijaisuudet = added(right.ensisijaisuudet, span);
      return span;
    }),
    Liittyvyys: child(bare, (right, attributes) => {
      const key = attributeOf(attributes, 'liittyvaOpiskeluoikeusAvain');
      if (key !== null) right.liittyvat = added(right.liittyvat, key);
      return null;
    }),
    SiirtoOpiskelija: child(siirto, (right, attributes) => {
      const transfer = new TransferDraft(attributeOf(attributes, 'lahdeOpiskeluoikeusAvain'));
      right.siirrot = added(right.siirrot, transfer);
      return transfer;
    }),
    Laajuus: child(laajuus, (right) => right),
    LukuvuosiMaksu: child(maksuvelvollisuus, (right) => {
      const fee = new FeeDueDraft();
      right.lukuvuosimaksut = added(right.lukuvuosimaksut, fee);
      return fee;
    }),
  },
});
